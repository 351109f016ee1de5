// What those who watch over a node are told: that it lives, whether it can work, and its figures.
#include <sys/wait.h>

#include <fstream>
#include <set>

#include "api/exposition.h"
#include "api/routes.h"
#include "api/test_kit.h"
#include "node/version.h"

namespace palitan::api {
namespace {

using namespace kit;

/// Asks the listener of those who watch, as a program that knows nothing does.
net::Response ask(node::Service& service, const std::string& path, net::Headers headers = {}) {
  net::Target to;
  to.port = service.watch_port();
  to.tls = false;
  net::Client client(to);
  net::Request request;
  request.target = path;
  request.headers = std::move(headers);
  const auto done = client.send(request);
  EXPECT_TRUE(done) << (done ? "" : done.error().what);
  return done ? *done : net::Response{0, {}, {}};
}

class WatchTest : public testing::Test {
 protected:
  std::unique_ptr<node::Service> open(const std::string& party) {
    auto service = node::Service::open(pair_.dir(party), kPassphrase, pair_.options).value();
    auto made = handlers(*service, {});
    service->start(std::move(made.node)).value();
    service->start_watch(0, std::move(made.watch)).value();
    return service;
  }
  static Json ready(node::Service& service, int status) {
    const auto answer = ask(service, "/readyz");
    EXPECT_EQ(answer.status, status) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  static Json check(const Json& said, const std::string& name) {
    for (const auto& one : said.at("checks"))
      if (one.at("check") == name) return one;
    ADD_FAILURE() << "no check " << name << " in " << said.dump();
    return {};
  }

  Pair pair_;
};

TEST_F(WatchTest, AHealthyNodeLivesAndIsReady) {
  auto jpn = open("jpn");
  const auto lives = ask(*jpn, "/livez");
  EXPECT_EQ(lives.status, 200);
  EXPECT_EQ(Json::parse(lives.body)["version"], node::kVersion);
  const auto said = ready(*jpn, 200);
  EXPECT_EQ(said["ready"], true);
  std::set<std::string> names;
  for (const auto& one : said["checks"]) {
    names.insert(one.at("check"));
    EXPECT_NE(one.at("standing"), "wrong") << one;
    EXPECT_FALSE(one.at("says").get<std::string>().empty());
  }
  EXPECT_EQ(names, (std::set<std::string>{"writer", "disk", "record", "clock", "keys"}));
}

TEST_F(WatchTest, AFullDiskIsSaidWithWhatToDo) {
  pair_.options.sqlite_max_pages = 60;
  auto jpn = open("jpn");
  base::Result<node::Signed> last = base::refuse(base::Code::local_busy);
  for (int i = 0; i < 200 && (i == 0 || last); ++i) {
    statement::Appoint warrant;
    warrant.key = office("jpn", "office " + std::to_string(i)).public_key;
    warrant.office = std::string(200, 'o') + std::to_string(i);
    warrant.holder = warrant.unit = std::string(200, 'x');
    warrant.roles = {statement::Role::registrar};
    warrant.valid_until = base::kDateMax;
    last = submit(jpn->writer(), pair_.partnership, draft(pair_.partnership, seat("jpn", "root"), warrant));
  }
  ASSERT_FALSE(last) << "the record's file should have reached its ceiling";
  ASSERT_EQ(last.error().code, base::Code::local_disk_full) << base::sentence(last.error());
  const auto disk = check(ready(*jpn, 503), "disk");
  EXPECT_EQ(disk["standing"], "wrong");
  EXPECT_NE(disk["says"].get<std::string>().find("the last act was refused"), std::string::npos);
  EXPECT_NE(disk["do"].get<std::string>().find("Make room"), std::string::npos);
  EXPECT_EQ(ask(*jpn, "/livez").status, 200) << "it lives none the less";
}

TEST_F(WatchTest, AClockFarBehindTheLastAccordIsSaid) {
  const auto behind = std::make_shared<std::atomic<std::int64_t>>(0);
  pair_.options.clock = [behind] { return base::Instant{node::system_now().ms - behind->load()}; };
  auto jpn = open("jpn");
  EXPECT_EQ(check(ready(*jpn, 200), "clock")["standing"], "ok");
  *behind = 5 * 60'000;
  EXPECT_EQ(check(ready(*jpn, 200), "clock")["standing"], "look") << "founded five minutes in its future";
  *behind = 3'600'000;
  const auto clock = check(ready(*jpn, 503), "clock");
  EXPECT_EQ(clock["standing"], "wrong");
  EXPECT_NE(clock["do"].get<std::string>().find("clock"), std::string::npos);
}

TEST_F(WatchTest, ARecordThatIsGoneFromTheFolderIsSaid) {
  auto jpn = open("jpn");
  std::filesystem::remove(jpn->folder().record_path(pair_.partnership));
  const auto record = check(ready(*jpn, 503), "record");
  EXPECT_EQ(record["says"], "1 of 1 files of records are gone from the folder");
}

TEST_F(WatchTest, NothingElseIsAnsweredThereAndByNoOtherName) {
  auto jpn = open("jpn");
  EXPECT_EQ(ask(*jpn, "/v1/status").status, 401);
  EXPECT_EQ(ask(*jpn, "/v1/status", {{"authorization", "Bearer " + jpn->token()}}).status, 401)
      << "not even with the token: it need not be known there";
  EXPECT_EQ(ask(*jpn, "/").status, 404);
  EXPECT_EQ(ask(*jpn, "/metrics", {{"host", "elsewhere.example"}}).status, 401)
      << "a page of elsewhere that calls this machine by a name of its own";
  EXPECT_EQ(ask(*jpn, "/metrics", {{"host", "localhost:9"}}).status, 200);
}

TEST_F(WatchTest, TheTokenOpensThemAtTheNodesOwnDoor) {
  auto jpn = open("jpn");
  Clerk clerk(*jpn);
  for (const char* path : {"/livez", "/readyz", "/metrics"}) {
    EXPECT_EQ(clerk.get(path).status, 200) << path;
    EXPECT_EQ(Clerk(Clerk::target_of(*jpn), "").get(path).status, 401) << path;
  }
}

/// Name and labels of every sample.
std::set<std::string> samples_of(const std::string& text) {
  std::set<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with('#')) out.insert(line.substr(0, line.rfind(' ')));
  return out;
}

/// By promtool, which comes with Prometheus. "skipped" where it is not installed.
std::string promtool_says(const std::string& text) {
  if (std::system("command -v promtool >/dev/null 2>&1") != 0) return "skipped";
  const TempFolder place;
  const auto file = (place.path() / "metrics").string();
  std::ofstream(file) << text;
  std::FILE* pipe = ::popen(("promtool check metrics < " + file + " 2>&1").c_str(), "r");
  std::string said;
  std::array<char, 512> part{};
  while (const auto n = std::fread(part.data(), 1, part.size(), pipe)) said.append(part.data(), n);
  return ::pclose(pipe) == 0 && said.empty() ? "ok" : "faults: " + said;
}

TEST_F(WatchTest, ItsFiguresAreWhatPrometheusReads) {
  pair_.jpn = open("jpn");
  pair_.phl = open("phl");
  auto& jpn = *pair_.jpn;
  jpn.join({{"phl", "127.0.0.1", pair_.phl->port()}});
  pair_.phl->join({{"jpn", "127.0.0.1", jpn.port()}});
  open_house(jpn, *pair_.phl, pair_.partnership);
  Clerk(jpn).get("/v1/status");
  const auto answer = ask(jpn, "/metrics");
  EXPECT_EQ(answer.header("content-type"), kExpositionType);
  const auto samples = samples_of(answer.body);
  const auto book = hex(pair_.partnership).substr(0, 12);
  for (const auto& wanted : std::vector<std::string>{
           "palitan_build_info{version=\"" + std::string(node::kVersion) + "\",compiler=\"" __VERSION__ "\"}",
           "palitan_http_requests_total{route=\"getStatus\",status=\"200\"}",
           "palitan_http_request_seconds_bucket{route=\"postExchange\",le=\"+Inf\"}",
           "palitan_http_request_seconds_sum{route=\"getStatus\"}", "palitan_writer_queue_jobs",
           "palitan_writer_group_jobs_count", "palitan_commit_seconds_bucket{le=\"0.0005\"}",
           "palitan_acts_pending{book=\"" + book + "\"}", "palitan_log_acts{book=\"" + book + "\"}",
           "palitan_partner_contact_timestamp_seconds{book=\"" + book + "\",partner=\"phl\"}",
           "palitan_partner_behind_acts{book=\"" + book + "\",partner=\"phl\"}", "palitan_ready",
           "palitan_check{check=\"disk\"}", "palitan_disk_free_bytes", "process_resident_memory_bytes"})
    EXPECT_TRUE(samples.contains(wanted)) << wanted << " is missing in\n" << answer.body;
  EXPECT_NE(answer.body.find("\npalitan_ready 1\n"), std::string::npos);
  EXPECT_NE(answer.body.find("\npalitan_log_acts{book=\"" + book + "\"} 10\n"), std::string::npos)
      << answer.body;
  const auto checked = promtool_says(answer.body);
  if (checked == "skipped")
    std::printf("SKIPPED: promtool (package prometheus) is not installed\n");
  else
    EXPECT_EQ(checked, "ok");
}

TEST_F(WatchTest, WhoeverAsksForWhateverAddsNoFigures) {
  auto jpn = open("jpn");
  Clerk clerk(*jpn);
  const auto asked = [&](int seed) {
    for (int i = 0; i < 40; ++i) {
      const auto word = std::to_string(seed) + "-" + std::to_string(i);
      clerk.get("/v1/partnerships/" + word + "/acts");
      clerk.get("/nowhere/" + word);
      clerk.send({"PATCH", "/v1/" + word, {{"x-request-id", word}}, {}, {}});
    }
    return samples_of(ask(*jpn, "/metrics").body);
  };
  asked(1);  // the first scrape counts itself from the next on
  const auto before = asked(2);
  EXPECT_EQ(asked(3), before);
  EXPECT_TRUE(before.contains("palitan_http_requests_total{route=\"none\",status=\"404\"}"));
}

TEST_F(WatchTest, ARequestIsKnownByItsIdInHeaderAndProblem) {
  auto jpn = open("jpn");
  net::Client client(Clerk::target_of(*jpn));
  const auto ask_as = [&](const std::string& id) {
    net::Request request;
    request.target = "/v1/status";
    if (!id.empty()) request.headers.emplace_back("x-request-id", id);
    const auto done = client.send(request).value();
    EXPECT_EQ(done.status, 401);
    const auto said = std::string(done.header("x-request-id").value_or(""));
    EXPECT_EQ(Json::parse(done.body)["request"], said) << "the body is one object still";
    return said;
  };
  EXPECT_EQ(ask_as("proxy-7f.A_9"), "proxy-7f.A_9") << "a proxy's own is kept";
  const auto one = ask_as("");
  const auto other = ask_as("");
  EXPECT_NE(one, other);
  EXPECT_FALSE(one.empty());
  for (const std::string bad : {"with blank", "quote\"", "new\\nline", "ünïcode", "<script>"})
    EXPECT_NE(ask_as(bad), bad);
  EXPECT_NE(ask_as(std::string(65, 'a')), std::string(65, 'a')) << "nor a long one";
  EXPECT_EQ(ask_as(std::string(64, 'a')), std::string(64, 'a'));
}

TEST(TallyTest, CostsARequestNextToNothing) {
  const auto tally = std::make_shared<Tally>(routes().size(), RequestLog::troubled);
  constexpr int kRequests = 20'000;
  std::size_t bytes = 0;
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < kRequests; ++i) {
    auto trail = tally->begin(Door::node, {});
    trail->route = 5;
    const auto respond = Tally::told(
        std::move(trail), [&](const net::Response& done) { bytes += done.headers.back().second.size(); });
    respond({201, {{"content-type", "application/json"}}, "{}"});
  }
  const auto took = std::chrono::steady_clock::now() - began;
  const auto each = std::chrono::duration_cast<std::chrono::nanoseconds>(took).count() / kRequests;
  std::printf("tally: %lld ns a request\n", static_cast<long long>(each));
  EXPECT_EQ(tally->seen(5).statuses[1], static_cast<std::uint64_t>(kRequests));
  EXPECT_EQ(tally->seen(5).took.count(), static_cast<std::uint64_t>(kRequests));
  EXPECT_GT(bytes, 0u);
  EXPECT_LT(each, 50'000) << "a durable act takes about as long";
}

TEST(TallyTest, ARequestThatNobodyAnsweredCountsAsFailed) {
  const auto tally = std::make_shared<Tally>(routes().size(), RequestLog::none);
  {
    const auto dropped = Tally::told(tally->begin(Door::node, {}), [](const net::Response&) {});
  }
  const auto seen = tally->seen(tally->rows() - 1);
  EXPECT_EQ(seen.statuses[13], 1u) << "500, as the server says then";
  static_assert(Tally::kStatuses[13] == 500);
}

TEST_F(WatchTest, WhileItStopsWhoAsksIsToldSo) {
  auto jpn = open("jpn");
  const auto said = stopping_problem();
  EXPECT_EQ(said.status, 503);
  const auto json = Json::parse(said.body);
  EXPECT_EQ(json["title"], "local_stopped");
  EXPECT_NE(json["detail"].get<std::string>().find("being stopped"), std::string::npos);
  EXPECT_EQ(json["detail"].get<std::string>().find("disk"), std::string::npos) << "no disk failed";
}

TEST(ExpositionTest, WritesLabelsAndNumbersAsTheFormatWants) {
  Exposition out;
  out.metric("a_total", "counter", "What is counted.");
  out.sample({{"x", "say \"hi\" \\ twice\n"}, {"y", ""}}, 1'234'567'890'123.0);
  out.metric("b_seconds", "gauge", "A time.");
  out.sample(0.25);
  node::Histogram<2> histogram({1'000, 2'000});
  for (const std::uint64_t one : {500, 1'500, 1'600, 9'000}) histogram.note(one);
  out.metric("c", "histogram", "A spread.");
  out.histogram({{"x", "1"}}, histogram.seen(), 1'000);
  EXPECT_EQ(out.take(),
            "# HELP a_total What is counted.\n# TYPE a_total counter\n"
            "a_total{x=\"say \\\"hi\\\" \\\\ twice\\n\",y=\"\"} 1234567890123\n"
            "# HELP b_seconds A time.\n# TYPE b_seconds gauge\nb_seconds 0.25\n"
            "# HELP c A spread.\n# TYPE c histogram\n"
            "c_bucket{x=\"1\",le=\"1\"} 1\nc_bucket{x=\"1\",le=\"2\"} 3\nc_bucket{x=\"1\",le=\"+Inf\"} 4\n"
            "c_sum{x=\"1\"} 12.6\nc_count{x=\"1\"} 4\n");
}

}  // namespace
}  // namespace palitan::api
