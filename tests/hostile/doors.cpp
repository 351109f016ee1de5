// The other doors: attachments, and the key at the end of a line.
#include <unistd.h>

#include <atomic>

#include <fmt/format.h>

#include "attack.h"
#include "crypto/hash.h"
#include "net/client.h"
#include "net/server.h"
#include "node/attachment_fetch.h"

namespace palitan::hostile {
namespace {
namespace fs = std::filesystem;

class TempFolder {
 public:
  TempFolder() {
    auto name = (fs::temp_directory_path() / "palitan-hostile-XXXXXX").string();
    must(::mkdtemp(name.data()) != nullptr, "no folder for attachments");
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::size_t files_below(const fs::path& dir) {
  std::size_t out = 0;
  if (!fs::exists(dir)) return 0;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) out += entry.is_regular_file() ? 1 : 0;
  return out;
}
}  // namespace

End send_oversized_attachments(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  const base::Bytes true_bytes(1 + dice.below(50'000), static_cast<std::uint8_t>(dice.below(256)));
  statement::Attachment named;
  named.hash = crypto::sha256(true_bytes);
  named.size = true_bytes.size();
  named.type = "application/pdf";
  named.name = "../../../etc/passwd";  // for people; never a path
  const auto variant = dice.below(4);
  if (variant == 0) named.size = node::kAttachmentMax + 1 + dice.below(1'000'000'000);
  const auto act =
      g.craft("desk", g.any_activity(), {}, [&](statement::Content& c) { c.attachments = {named}; });
  auto said = g.message();
  said.statements = {act->bytes()};
  g.tell_all(said);
  g.settle();
  must(g.agreed_verdict(act->id()) == Code::accepted, "a verdict depends on an attachment");

  const TempFolder folder;
  node::Attachments attachments(folder.path());
  node::AttachmentNames names(g.world().store(g.victim()));
  node::AttachmentFetch fetch(
      attachments, [&](const base::Id&) { return &names; }, g.victim(), std::chrono::hours(1));
  const auto now = node::AttachmentFetch::Clock::now();
  const auto wish = fetch.next(g.partnership(), g.culprit(), now);
  if (variant == 0) {
    must(!wish, "it is asked for more than an attachment may hold");
  } else {
    must(wish.has_value() && wish->hash == named.hash, "a signed attachment is not asked for");
    auto sent = true_bytes;
    if (variant == 1) sent.resize(sent.size() + 1 + dice.below(1'000'000));
    if (variant == 2) sent[dice.below(sent.size())] ^= 1;
    if (variant == 3) sent.resize(dice.below(sent.size()));
    auto kept = fetch.arrived(*wish, g.culprit(), sent, now);
    if (kept && variant == 3) {  // the first part of it, which may be true: then the rest is not
      const auto rest = fetch.next(g.partnership(), g.culprit(), now);
      must(rest.has_value(), "the rest of a part is not asked for");
      const base::Bytes other(true_bytes.size() - sent.size(),
                              static_cast<std::uint8_t>(true_bytes[0] ^ 0x55));
      kept = fetch.arrived(*rest, g.culprit(), other, now);
    }
    must(!kept && kept.error().code == Code::bad_value, "other bytes than were signed are kept");
    must(!fetch.next(g.partnership(), g.culprit(), now + std::chrono::minutes(1)),
         "the liar is asked again at once");
  }
  must(!attachments.has(named.hash) && files_below(folder.path()) == 0, "something of it lies on the disk");
  g.life_goes_on();
  return End::refused;
}

End show_another_tls_key(Ground& g) {
  constexpr std::int64_t kFrom = 1'700'000'000, kTo = 4'000'000'000;
  auto& dice = g.dice();
  const auto identity = [&](const std::string& seed) {
    auto made = net::identity_from_seed(crypto::sha256(base::view_of(seed)).raw, "node", kFrom, kTo);
    must(made.has_value(), "no identity");
    return *made;
  };
  // The record names the node key of each party; the culprit's machine answers with another.
  const auto theirs = identity(fmt::format("true {}", dice.next()));
  const auto other = identity(fmt::format("other {}", dice.next()));
  std::atomic<int> asked = 0;
  std::optional<base::PublicKey> seen;
  net::Server::Options options;
  options.identity = other;
  options.threads = 1;
  net::Server server(options, [&](const net::Request& request, const net::Respond& respond) {
    ++asked;
    seen = request.peer_key;
    respond({200, {}, "hello"});
  });
  must(server.start().has_value(), "no server");
  net::Target target;
  target.port = server.port();
  target.server_key = *net::public_key_of(theirs);
  target.own = theirs;
  net::Client pinned(target);
  net::Request request;
  request.method = "POST";
  request.target = "/v1/partnerships/x/exchange";
  request.body = "what only the partner may read";
  const auto answer = pinned.send(request);
  must(!answer && answer.error().kind == base::Failure::Kind::stop, "another key is talked to");
  must(asked == 0, "something was said to it");
  // A caller is known by the key that it shows, and by nothing that it says.
  target.server_key = *net::public_key_of(other);
  net::Client caller(target);
  must(caller.send(request).has_value() && asked == 1, "nobody answers");
  must(seen == *net::public_key_of(theirs), "the caller is taken for another");
  const auto fact = g.book(g.victim()).get<kernel::PartnershipFact>(kernel::partnership_key(), true);
  for (const auto& party : fact->parties) must(party.node_key != *seen, "a stranger's key is a partner's");
  server.stop();
  g.life_goes_on();
  return End::refused;
}

}  // namespace palitan::hostile
