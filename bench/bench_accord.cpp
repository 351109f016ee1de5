// Two nodes, two SQLite files, TLS between them: how fast acts come under accords that both hold.
#include <future>
#include <thread>
#include <unordered_map>

#include "api/api.h"
#include "node/service.h"
#include "rows.h"

namespace palitan::bench {
namespace {
using node::Service;
using statement::SignedStatement;
using Parties = std::unordered_map<base::KeyId, std::string, base::FixedHasher>;

/// One party's acts in its order, and for each what of the partner it answers.
struct Part {
  std::vector<SignedStatement> acts;
  std::vector<std::vector<base::Id>> answers;
};

std::map<std::string, Part> parts_of(const kernel::kit::Record& record) {
  std::map<std::string, Part> out;
  std::unordered_map<base::Id, base::KeyId, base::FixedHasher> seat_of;
  const Parties parties = {{desk_of("jpn"), "jpn"}, {desk_of("phl"), "phl"}};
  for (std::size_t height = 2; height < record.accords().size(); ++height)
    for (const auto& act : record.accords()[height].acts) seat_of.emplace(act->id(), act->content().seat);
  for (std::size_t height = 2; height < record.accords().size(); ++height)
    for (const auto& act : record.accords()[height].acts) {
      auto& part = out[parties.at(act->content().seat)];
      part.acts.push_back(act);
      auto& answers = part.answers.emplace_back();
      for (const auto& cause : statement::causes(*act))
        if (const auto by = seat_of.find(cause); by != seat_of.end() && by->second != act->content().seat)
          answers.push_back(cause);
    }
  // The log has each seat's acts in their order, since each follows the one before.
  return out;
}

/// Hands a party's acts to its node, as its people would: never before they can have seen what they answer.
class Hand {
 public:
  Hand(Service& service, base::Id partnership, Part part)
      : service_(service), partnership_(partnership), part_(std::move(part)) {}

  /// Until all are taken or `until` has come. An explanation where something was refused.
  Ran run(std::chrono::steady_clock::time_point until) {
    while (at_ < part_.acts.size()) {
      const auto news = service_.writer().news(partnership_);
      const auto ready = count_ready();
      if (!ready) return failed("the node does not answer");
      if (*ready == 0) service_.writer().wait_news(partnership_, news, std::chrono::milliseconds(20));
      if (auto ok = hand_over(*ready); !ok) return ok;
      if (std::chrono::steady_clock::now() > until) return failed("acts are not answered in time");
    }
    return {};
  }

 private:
  static constexpr std::size_t kGroup = 256;

  std::optional<std::size_t> count_ready() {
    std::size_t out = 0;
    const auto known = [](node::Book& book, const base::Id& id) {
      return book.pending(id) != nullptr ||
             book.get<kernel::StatementFact>(kernel::statement_key(id), false).has_value();
    };
    const auto asked = service_.writer().ask(partnership_, [&](node::Book& book) {
      for (; out < kGroup && at_ + out < part_.acts.size(); ++out)
        for (const auto& id : part_.answers[at_ + out])
          if (!known(book, id)) return;
    });
    return asked ? std::optional(out) : std::nullopt;
  }
  Ran hand_over(std::size_t count) {
    std::vector<std::future<base::Result<bool>>> taken;
    for (std::size_t i = 0; i < count; ++i) {
      auto promise = std::make_shared<std::promise<base::Result<bool>>>();
      taken.push_back(promise->get_future());
      service_.writer().receive(partnership_, part_.acts[at_ + i]->bytes(),
                                [promise](base::Result<bool> done) { promise->set_value(std::move(done)); });
    }
    for (auto& one : taken)
      if (const auto done = one.get(); !done) return failed(done.error());
    at_ += count;
    return {};
  }

  Service& service_;
  base::Id partnership_;
  Part part_;
  std::size_t at_ = 0;
};

/// A party's node with the house in force, running.
tl::expected<std::unique_ptr<Service>, std::string> start(const Prepared& prepared, const fs::path& dir,
                                                          const std::string& party) {
  const auto& founding = prepared.founding;
  if (auto folder = make_folder(dir, founding, party); !folder) return failed(folder.error());
  auto store = open_record(prepared, dir);
  if (!store) return failed(store.error());
  {
    auto book = node::Book::open(**store, {.party = party}, founding.now);
    if (!book) return failed(book.error());
    if (auto fed = feed(prepared.bundle(), **book, founding.now, 1); !fed) return failed(fed.error());
  }
  store->reset();
  node::ServiceOptions options;
  options.clock = clock_from(founding.now);
  auto service = Service::open(dir, kPassphrase, options);
  if (!service) return failed(service.error());
  if (auto port = (*service)->start(api::handler(**service)); !port) return failed(port.error());
  return std::move(*service);
}

struct Held {
  std::uint64_t size = 0;
  kernel::AccordPoint head;
};
Held held_by(Service& service, const base::Id& partnership) {
  Held out;
  (void)service.writer().ask(partnership, [&](node::Book& book) { out = {book.log_size(), book.head()}; });
  return out;
}

Ran all_accepted(Service& service, const base::Id& partnership, std::uint64_t size) {
  for (const auto& entry : service.writer().store(partnership)->log(0, size))
    if (entry.code != static_cast<std::uint16_t>(base::Code::accepted))
      return failed("place " + std::to_string(entry.position) + " was not accepted");
  return {};
}
}  // namespace

Ran accord_rate(const kernel::kit::Record& record, const Prepared& prepared, Samples& samples) {
  const TempFolder dir;
  const auto& partnership = prepared.founding.partnership;
  const auto jpn = start(prepared, dir.path() / "jpn", "jpn");
  if (!jpn) return failed(jpn.error());
  const auto phl = start(prepared, dir.path() / "phl", "phl");
  if (!phl) return failed(phl.error());
  (*jpn)->join({{"phl", "127.0.0.1", (*phl)->port()}});
  (*phl)->join({{"jpn", "127.0.0.1", (*jpn)->port()}});
  auto parts = parts_of(record);
  const auto acts = parts["jpn"].acts.size() + parts["phl"].acts.size();
  Hand jpn_hand(**jpn, partnership, std::move(parts["jpn"]));
  Hand phl_hand(**phl, partnership, std::move(parts["phl"]));
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(3);
  const Watch watch;
  auto other = std::async(std::launch::async, [&] { return jpn_hand.run(until); });
  const auto mine = phl_hand.run(until);
  if (const auto theirs = other.get(); !theirs) return theirs;
  if (!mine) return mine;
  const auto size = prepared.founding.last.size;
  Held a, b;
  while (a.size != size || b.size != size || a.head != b.head) {
    if (std::chrono::steady_clock::now() > until) return failed("no accord in time");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    a = held_by(**jpn, partnership);
    b = held_by(**phl, partnership);
  }
  const auto took = watch.seconds();
  const auto accepted = all_accepted(**phl, partnership, size);
  (*jpn)->stop();
  (*phl)->stop();
  if (!accepted) return accepted;
  samples.add("accord_rate", static_cast<double>(acts) / took);
  samples.add("accord_batch", static_cast<double>(acts) / static_cast<double>(a.head.height - 1));
  return {};
}

}  // namespace palitan::bench
