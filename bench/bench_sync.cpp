// The bytes of sync: what two whole books of a made record say to each other, counted. docs/benchmarks.md.
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "rows.h"
#include "sync/squeeze.h"

namespace palitan::bench {
namespace {
using node::Book;

/// One party's book of the record, on disk.
struct End {
  statement::PartyCode party;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Book> book;

  base::Result<void> open(const Prepared& ground, const fs::path& dir) {
    auto opened = open_record(ground, dir);
    if (!opened) return tl::unexpected(opened.error());
    store = std::move(*opened);
    auto made = Book::open(*store, {.party = party}, ground.founding.now);
    if (!made) return tl::unexpected(made.error());
    book = std::move(*made);
    return {};
  }
};

class SyncRun {
 public:
  SyncRun(const SyncBench& options, Samples& samples)
      : options_(options),
        samples_(samples),
        made_({.statements = options.statements,
               .seed = options.seed,
               .under_way = options.under_way,
               .batch = options.batch,
               .desks = options.desks,
               .on_duty = options.on_duty}) {}

  Ran run() {
    return open()
        .and_then([&] { return bulk(); })
        .and_then([&] { return idle(); })
        .and_then([&]() -> Ran {
          for (int i = 0; i < options_.rounds; ++i)
            if (auto ok = news("sync_one", 1); !ok) return ok;
          for (int i = 0; i < options_.rounds; ++i)
            if (auto ok = news("sync_hundred", 100); !ok) return ok;
          return {};
        })
        .and_then([&] { return holes(); });
  }

 private:
  base::Instant now() { return made_.record().now(); }

  /// The whole record at one end, nothing but the founding at the other.
  Ran open() {
    ground_.founding = founding_of(made_.record());
    if (!write_bundle(made_.record(), ground_.bundle())) return failed("the bundle cannot be written");
    Samples aside;
    if (auto ok = ingest(ground_, ground_.node(), "ingest", aside); !ok) return ok;
    const auto other = ground_.dir.path() / "jpn";
    if (auto folder = make_folder(other, ground_.founding, "jpn"); !folder) return failed(folder.error());
    if (auto ok = full_.open(ground_, ground_.node()); !ok) return failed(ok.error());
    if (auto ok = fresh_.open(ground_, other); !ok) return failed(ok.error());
    return {};
  }

  struct Said {
    std::size_t bytes = 0;
    sync::Exchange message;
    Book::Taken taken;
  };
  /// `from` tells `to` what it would tell now, at most so much of it.
  tl::expected<Said, std::string> tell(End& from, End& to, std::size_t at_most = 1 << 20) {
    Said out;
    const auto parcel = from.book->outgoing_parcel(to.party, at_most);
    out.bytes = parcel.bytes.size();
    auto taken = to.book->incoming_parcel(parcel.bytes, now());
    if (!taken) return failed(taken.error());
    if (taken->fault) return failed(*taken->fault);
    out.taken = *taken;
    if (auto done = to.book->flush(now()); !done) return failed(done.error().what);
    return out;
  }

  /// Everything to a node that has only the founding.
  Ran bulk() {
    std::size_t bytes = 0, statements = 0, asked = 0;
    const Watch watch;
    while (fresh_.book->height() < full_.book->height()) {
      const auto question = tell(fresh_, full_);
      if (!question) return failed(question.error());
      const auto answer = tell(full_, fresh_);
      if (!answer) return failed(answer.error());
      if (answer->taken.statements + answer->taken.accords == 0) return failed("the partner is told nothing");
      asked += question->bytes, bytes += answer->bytes, statements += answer->taken.statements;
    }
    if (fresh_.book->head() != full_.book->head()) return failed("the two ends differ");
    samples_.add("sync_bulk", static_cast<double>(bytes) / static_cast<double>(statements));
    samples_.add("sync_bulk_asked", static_cast<double>(asked));
    samples_.add("sync_bulk_statements", static_cast<double>(statements));
    samples_.add("sync_bulk_rate", static_cast<double>(statements) / watch.seconds());
    return {};
  }

  /// Both know that they hold the same: the larger of the two heads.
  Ran idle() {
    for (int i = 0; i < 2; ++i)
      for (const auto& [from, to] : {std::pair{&full_, &fresh_}, {&fresh_, &full_}})
        if (auto said = tell(*from, *to); !said) return failed(said.error());
    const auto a = tell(full_, fresh_), b = tell(fresh_, full_);
    if (!a || !b) return failed("the ends do not understand each other");
    samples_.add("sync_idle", static_cast<double>(std::max(a->bytes, b->bytes)));
    return {};
  }

  /// So many new acts at one end go to the other in one message, nothing asked before; then they are agreed.
  Ran news(const std::string& name, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      if (auto ok = add(full_, made_.next()); !ok) return ok;
    const auto said = tell(full_, fresh_);
    if (!said) return failed(said.error());
    if (said->taken.statements != count || fresh_.book->pending_order().size() != count)
      return failed("the news did not come whole in one message");
    samples_.add(name, static_cast<double>(said->bytes));
    return agree();
  }

  Ran add(End& to, const base::Bytes& act) {
    if (auto taken = to.book->receive(act, now()); !taken) return failed(taken.error());
    if (auto done = to.book->flush(now()); !done) return failed(done.error().what);
    return {};
  }

  /// What is pending becomes an accord at both ends, and both have heard it.
  Ran agree() {
    made_.record().accord();
    const auto& accord = made_.record().accords().back();
    sync::Exchange message;
    message.partnership = ground_.founding.partnership;
    message.height = accord.point.height;
    std::vector<sync::Loose> acts;
    for (const auto& act : accord.acts) {
      const auto& c = act->content();
      acts.push_back({act->id(), c.seat, c.sequence, c.previous.value_or(base::Id{})});
    }
    message.finals.push_back({sync::tips_of(acts), accord.note, {}, 0});
    for (auto* end : {&full_, &fresh_}) {
      message.from = end == &full_ ? "jpn" : "phl";
      end->book->incoming(message, now());
      if (auto done = end->book->flush(now()); !done) return failed(done.error().what);
      if (end->book->height() != accord.point.height) return failed("the accord is not taken");
    }
    return idle_quietly();
  }
  Ran idle_quietly() {
    for (const auto& [from, to] : {std::pair{&full_, &fresh_}, {&fresh_, &full_}, {&full_, &fresh_}})
      if (auto said = tell(*from, *to); !said) return failed(said.error());
    return {};
  }

  /// The head of what `from` would say: what it holds and lacks, without what it carries.
  static base::Bytes head_of(End& from, End& to) {
    const auto parcel = from.book->outgoing_parcel(to.party);
    const auto head = sync::read_head(parcel.bytes);
    PALITAN_CHECK(head.has_value());
    codec::Encoder item;
    const auto content = codec::encode(*head);
    item.head(2, content.size() + 1);
    item.raw(base::Bytes{0});
    item.raw(content);
    sync::Squeeze squeeze;
    squeeze.add(item.bytes());
    return squeeze.finish();
  }
  Ran hear(End& to, const base::Bytes& parcel) {
    if (auto taken = to.book->incoming_parcel(parcel, now()); !taken || taken->fault)
      return failed("a head is not understood");
    if (auto done = to.book->flush(now()); !done) return failed(done.error().what);
    return {};
  }

  /// Both ends hold what came since the last accord, but for some that one of them lacks.
  Ran holes() {
    std::vector<base::Bytes> acts;
    for (std::size_t i = 0; i < options_.beyond; ++i) acts.push_back(made_.next());
    std::mt19937_64 dice(options_.seed);
    std::set<std::size_t> lacked;
    while (lacked.size() < options_.holes) lacked.insert(dice() % acts.size());
    std::set<base::KeyId> seats;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      seats.insert(statement::decode_statement(acts[i])->content().seat);
      for (auto* end : {&full_, &fresh_})
        if (end == &full_ || !lacked.contains(i))
          if (auto taken = end->book->receive(acts[i], now()); !taken) return failed(taken.error());
    }
    for (auto* end : {&full_, &fresh_})
      if (auto done = end->book->flush(now()); !done) return failed(done.error().what);
    // One contact earlier it said what it held then: so it does not push what the partner has.
    if (auto ok = hear(fresh_, head_of(full_, fresh_)); !ok) return ok;
    const auto question = head_of(fresh_, full_);
    if (auto ok = hear(full_, question); !ok) return ok;
    const auto answer = head_of(full_, fresh_);
    const auto said = tell(full_, fresh_);
    if (!said) return failed(said.error());
    if (said->taken.statements != lacked.size())
      return failed(fmt::format("{} acts are sent for {} holes", said->taken.statements, lacked.size()));
    if (fresh_.book->pending_order().size() != acts.size() || fresh_.book->held_count() != 0)
      return failed("something is lacking still");
    samples_.add("sync_holes", static_cast<double>(question.size() + answer.size()));
    samples_.add("sync_holes_seats", static_cast<double>(seats.size()));
    return {};
  }

  SyncBench options_;
  Samples& samples_;
  MadeRecord made_;
  Prepared ground_;
  End full_{"phl", {}, {}}, fresh_{"jpn", {}, {}};
};

void line(const Samples& samples, const std::string& name, const std::string& what, double must,
          double stretch) {
  const auto values = samples.of(name);
  const auto [least, most] = std::ranges::minmax(values);
  double sum = 0;
  for (const auto value : values) sum += value;
  fmt::print("{:<62} {:>9.1f} (mean {:.1f}, least {:.1f}, of {})  must {}, stretch {}{}\n", what, most,
             sum / static_cast<double>(values.size()), least, values.size(), must, stretch,
             most > must ? "  MISSED" : "");
}
}  // namespace

Ran run(const SyncBench& options, Samples& samples) {
  const Watch watch;
  if (auto ok = SyncRun(options, samples).run(); !ok) return ok;
  fmt::print(
      "{} statements in all, {} seats, {} desks of each party on duty, {} orders under way, {} acts an "
      "accord\n",
      options.statements, 2 * options.desks, options.on_duty, options.under_way, options.batch);
  line(samples, "sync_idle", "in sync, bytes", 250, 150);
  line(samples, "sync_one", "one new act, bytes", 500, 400);
  line(samples, "sync_hundred", "100 new acts, bytes", 16'000, 14'000);
  line(samples, "sync_holes",
       fmt::format("{} holes in {} acts of {} seats: both heads, bytes", options.holes, options.beyond,
                   samples.of("sync_holes_seats").back()),
       500, 350);
  line(samples, "sync_bulk", "in bulk, bytes a statement", 140, 140);
  fmt::print(
      "{} statements in bulk at {:.0f}/s, judged and stored; {} bytes to ask for them; {:.0f} s in all\n",
      samples.of("sync_bulk_statements").back(), samples.of("sync_bulk_rate").back(),
      samples.of("sync_bulk_asked").back(), watch.seconds());
  if (options.musts)
    for (const auto& [name, must] : std::map<std::string, double>{{"sync_idle", 250},
                                                                  {"sync_one", 500},
                                                                  {"sync_hundred", 16'000},
                                                                  {"sync_holes", 500},
                                                                  {"sync_bulk", 140}})
      if (std::ranges::max(samples.of(name)) > must) return failed(name + " takes more bytes than it must");
  return {};
}

}  // namespace palitan::bench
