// A served node through key making, signing in and failing to: none of its secrets stands in what it prints,
// answers or writes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "demo/shell.h"
#include "kit/free_port.h"
#include "net/client.h"
#include "node/folder.h"

namespace {
namespace fs = std::filesystem;
using namespace palitan;
using nlohmann::json;

std::string text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string limits_of(::pid_t process) {
  return text_of_file("/proc/" + std::to_string(process) + "/limits");
}

/// `palitan node serve` with pages and all that it can log; both its streams go to a file.
class Served {
 public:
  Served(const std::string& dir, const std::string& passphrase_file, std::uint16_t pages, std::uint16_t watch,
         const fs::path& out) {
    std::vector<std::string> words = {palitan_test::kBin + "palitan",
                                      "--node",
                                      dir,
                                      "--passphrase-file",
                                      passphrase_file,
                                      "node",
                                      "serve",
                                      "--pages",
                                      std::to_string(pages),
                                      "--watch",
                                      std::to_string(watch),
                                      "--log",
                                      "json",
                                      "--log-requests"};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    child_ = ::fork();
    if (child_ != 0) return;
    const int to = ::open(out.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(to, STDOUT_FILENO);
    ::dup2(to, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ~Served() { stop(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  ::pid_t pid() const { return child_; }
  void stop() {
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }

 private:
  ::pid_t child_ = 0;
};

class Secrets : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(palitan_test::kBin + "palitan"))
      GTEST_SKIP() << "SKIPPED: the program palitan is not built";
    std::string pattern = (fs::temp_directory_path() / "palitan-secrets-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    for (const auto* name : {"node", "seat", "wrong", "theirs"})
      std::ofstream(dir_ / (std::string(name) + ".pass")) << passphrase(name) << "\n";
  }
  void TearDown() override {
    if (!dir_.empty()) fs::remove_all(dir_);
  }

  static std::string passphrase(const std::string& of) { return "Passwort-" + of + "-zyx-4711"; }
  std::string at(const std::string& name) const { return (dir_ / name).string(); }
  std::string with(const std::string& pass) const { return " --passphrase-file " + at(pass + ".pass"); }
  /// What it prints is kept among what is searched.
  std::string does(const std::string& words, int status = 0) {
    const auto ran = palitan_test::palitan(words);
    EXPECT_EQ(ran.status, status) << "palitan " << words << "\n" << ran.printed;
    said_["palitan " + words] = ran.printed;
    return ran.printed;
  }
  std::string jpn(const std::string& words, int status = 0) {
    return does("--node " + at("jpn") + " " + words, status);
  }

  void found() {
    does("party init --dir " + at("jpn") + " --code jpn --name Japan" + with("node"));
    does("party init --dir " + at("phl") + " --code phl --name Philippines" + with("theirs"));
    does("partnership found --dir " + at("jpn") + " --with " + at("phl/party.json") +
         " --arrangement \"exchange of letters\" --out " + at("draft.json") + with("node"));
    does("partnership sign " + at("draft.json") + " --dir " + at("phl") + " --with " + at("jpn/party.json") +
         " --out " + at("founding.json") + with("theirs"));
    does("partnership finish " + at("founding.json") + " --dir " + at("jpn"));
    does("node init --dir " + at("jpn") + " --port " + std::to_string(palitan_test::free_port()));
  }
  struct Made {
    std::string seat, key;
  };
  Made make_key(const std::string& pass) {
    const auto made = jpn("actor make" + with(pass));
    const auto seat = made.find("seat   ");
    const auto key = made.find("key    ");
    if (seat == made.npos || key == made.npos) return {};
    return {made.substr(seat + 7, 16), made.substr(key + 7, 64)};
  }
  net::Response ask(net::Request request) { return ask(std::move(request), pages_); }
  net::Response ask(net::Request request, std::uint16_t port) {
    net::Target to;
    to.port = port;
    to.tls = false;
    net::Client client(std::move(to));
    const auto host = "localhost:" + std::to_string(port);
    request.headers.emplace_back("host", host);
    request.headers.emplace_back("origin", "http://" + host);
    request.headers.emplace_back("x-palitan", "1");
    const auto name = request.method + " " + request.target + " " + std::to_string(said_.size());
    const auto done = client.send(request);
    EXPECT_TRUE(done.has_value());
    if (!done) return {};
    said_[name] = done->body;
    return *done;
  }
  net::Response sign_in(const std::string& pass) {
    return ask(
        {"POST", "/v1/session", {}, json{{"office", "desk"}, {"passphrase", passphrase(pass)}}.dump(), {}});
  }
  bool answers() {
    for (int i = 0; i < 200; ++i) {
      if (fs::exists(at("jpn/serving.json"))) return true;
      ::usleep(50'000);
    }
    return false;
  }

  /// Each line of the log is one object; requests stand there by door, route, status and id, and by nothing
  /// that says who asked what.
  void expect_only_json_about_requests(const std::string& printed) {
    std::istringstream in(printed);
    std::set<std::string> routes;
    for (std::string line; std::getline(in, line);) {
      const auto one = json::parse(line, nullptr, false);
      ASSERT_TRUE(one.is_object() && one.contains("at") && one.contains("level") && one.contains("says"))
          << line;
      if (one["says"] != "request") continue;
      routes.insert(one.at("route"));
      for (const auto& [name, value] : one.items())
        EXPECT_TRUE(std::set<std::string>(
                        {"at", "level", "says", "request", "door", "route", "status", "ms", "refusal"})
                        .contains(name))
            << line;
    }
    for (const char* wanted : {"openSession", "getStatus", "getCalendar", "getMetrics"})
      EXPECT_TRUE(routes.contains(wanted)) << wanted << " in " << printed;
    for (const char* kept : {"desk", "registrar", "/v1/", "exchange of letters"})
      EXPECT_EQ(printed.find(kept), printed.npos) << kept << " stands in the log";
  }
  /// Every spelling in which a key might get out.
  void keep_secret(const std::string& name, const crypto::KeyPair& key) {
    const base::ByteView seed(key.secret.data(), 32);
    secrets_[name + ", hex"] = base::to_hex(seed);
    secrets_[name + ", raw"] = std::string(base::text_of(seed));
  }
  void keep_keys_secret() {
    const auto folder = node::Folder::open(at("jpn")).value();
    keep_secret("accord key", folder.read_key(node::kAccordKey, passphrase("node")).value());
    keep_secret("node key", folder.read_key(node::kNodeKey, passphrase("node")).value());
    keep_secret("root key", folder.read_key(node::root_key_file(0), passphrase("node")).value());
    for (const auto& seat : folder.seats()) {
      auto key = folder.read_key(node::seat_key_file(seat), passphrase("seat"));
      if (!key) key = folder.read_key(node::seat_key_file(seat), passphrase("node"));
      ASSERT_TRUE(key.has_value());
      keep_secret("seat " + base::to_hex(seat.view()), *key);
    }
    for (const auto* name : {"node", "seat", "wrong", "theirs"})
      secrets_[std::string("passphrase of ") + name] = passphrase(name);
    secrets_["token"] = folder.token().value();
  }
  /// "where: which secret" for each place that holds one.
  std::vector<std::string> found_in(const std::string& where, const std::string& text) const {
    std::vector<std::string> out;
    for (const auto& [name, secret] : secrets_)
      if (text.find(secret) != text.npos) out.push_back(where + ": " + name);
    return out;
  }

  fs::path dir_;
  std::uint16_t pages_ = palitan_test::free_port();
  std::uint16_t watch_ = palitan_test::free_port();
  std::map<std::string, std::string> said_;
  std::map<std::string, std::string> secrets_;
};

TEST_F(Secrets, StandInNothingThatANodePrintsAnswersOrWrites) {
  found();
  const fs::path out = dir_ / "printed";
  {
    Served node(at("jpn"), at("node.pass"), pages_, watch_, out);
    ASSERT_TRUE(answers()) << text_of_file(out);
    jpn("actor appoint --key " + make_key("node").key + " --office registrar --role registrar" +
        with("node"));
    const auto desk = make_key("seat");
    jpn("actor appoint --key " + desk.key + " --office desk --role custodian --role auditor");
    // Wrong in each way that there is.
    EXPECT_EQ(sign_in("wrong").status, 403);
    ask({"POST", "/v1/session", {}, "{\"office\":\"desk\",\"passphrase\":\"" + passphrase("seat"), {}});
    ask({"POST",
         "/v1/session",
         {},
         "{\"office\":\"desk\",\"passphrase\":[\"" + passphrase("seat") + "\"]}",
         {}});
    ask({"POST", "/v1/session", {}, "{\"office\":\"desk\",\"" + passphrase("seat") + "\":\"x\"}", {}});
    const auto in = sign_in("seat");
    ASSERT_EQ(in.status, 201) << in.body;
    const auto cookie = std::string(in.header("set-cookie").value_or(""));
    const auto secret = cookie.substr(cookie.find('=') + 1, 64);
    secrets_["session"] = secret;
    const auto calendar = json::parse(in.body).at("calendar_key").get<std::string>();
    const net::Headers session = {{"cookie", cookie.substr(0, cookie.find(';'))}};
    for (const char* path : {"/v1/session", "/v1/status", "/v1/reads", "/v1/partnerships", "/v1/everywhere"})
      EXPECT_EQ(ask({"GET", path, session, {}, {}}).status, 200) << path;
    EXPECT_EQ(ask({"GET", "/v1/calendar.ics?key=" + calendar, {}, {}, {}}).status, 200);
    ask({"GET", "/v1/calendar.ics?key=" + calendar + "0", {}, {}, {}});
    ask({"GET",
         "/v1/status",
         {{"authorization", "Bearer " + text_of_file(at("jpn/api.token")) + "x"}},
         {},
         {}});
    ask({"DELETE", "/v1/session", session, {}, {}});
    for (int i = 0; i < 6; ++i) sign_in("wrong");
    said_["unlock, wrong"] =
        palitan_test::palitan("--node " + at("jpn") + " actor unlock " + desk.seat + with("wrong")).printed;
    jpn("actor unlock " + desk.seat + with("seat"));
    EXPECT_NE(limits_of(node.pid()).find("Max core file size        0                    0"),
              std::string::npos)
        << "a crash would leave a file with every open key";
    jpn("node status");
    jpn("node reads");
    jpn("doctor");
    for (const char* path : {"/livez", "/readyz", "/metrics", "/v1/status"})
      ask({"GET", path, {}, {}, {}}, watch_);
  }
  expect_only_json_about_requests(text_of_file(out));
  does("node serve --node " + at("jpn") + with("wrong"), 1);
  keep_keys_secret();
  // The calendar's key is told to who is signed in, and to nobody else; the session's never after its cookie.
  std::vector<std::string> found = found_in("printed", text_of_file(out));
  for (const auto& [where, text] : said_)
    for (auto& one : found_in(where, text)) found.push_back(std::move(one));
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(at("jpn"))) {
    if (!entry.is_regular_file()) continue;
    const auto name = fs::relative(entry.path(), at("jpn")).string();
    auto in_file = found_in(name, text_of_file(entry.path()));
    if (name == "api.token") {  // its one place; that it is found shows that the search finds
      EXPECT_EQ(in_file, std::vector<std::string>{"api.token: token"});
      continue;
    }
    ++files;
    found.insert(found.end(), in_file.begin(), in_file.end());
  }
  EXPECT_GT(files, 8u);
  EXPECT_GT(secrets_.size(), 12u);
  EXPECT_NE(text_of_file(out).find("answers at"), std::string::npos);
  for (const auto& one : found) ADD_FAILURE() << "a secret stands in " << one;
}

TEST_F(Secrets, LieInFilesThatOnlyTheirOwnerReadsUnderASlowHash) {
  found();
  const auto folder = node::Folder::open(at("jpn")).value();
  std::size_t keys = 0;
  for (const auto& entry : fs::recursive_directory_iterator(at("jpn"))) {
    const auto mode = entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all);
    const auto name = fs::relative(entry.path(), at("jpn")).string();
    const bool secret = entry.is_directory() || entry.path().extension() == ".key" || name == "api.token";
    if (secret) {
      EXPECT_EQ(mode, fs::perms::none) << name;
    }
    if (entry.path().extension() != ".key") continue;
    ++keys;
    // palivlt1, passes, bytes of memory: at least the second choice of RFC 9106 section 4.
    const auto bytes = text_of_file(entry.path());
    const auto number = [&](std::size_t from) {
      std::uint64_t out = 0;
      for (std::size_t i = 0; i < 8; ++i) out = out << 8 | static_cast<std::uint8_t>(bytes.at(from + i));
      return out;
    };
    EXPECT_EQ(bytes.substr(0, 8), "palivlt1") << name;
    EXPECT_GE(number(8), 3u) << name;
    EXPECT_GE(number(16), 64u << 20) << name;
  }
  EXPECT_EQ(keys, 5u) << "three roots, accord, node";
}

}  // namespace
