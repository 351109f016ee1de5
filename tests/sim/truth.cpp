#include "truth.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "kernel/case_books.h"
#include "store/memory.h"

namespace palitan::sim {
namespace {

using Sums = std::map<std::pair<std::string, std::string>, base::Int128>;  // account, commodity

void add(Sums& sums, const ledger::Account& account, const std::string& commodity, base::Int128 amount) {
  sums[{to_text(account), commodity}] += amount;
}

Sums from_postings(const store::Store& store) {
  Sums sums;
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    add(sums, row.posting.account, row.posting.commodity, row.posting.amount);
    return true;
  });
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
  return sums;
}

Sums from_balances(const store::Store& store) {
  Sums sums;
  store.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto fact = kernel::decode_fact(key.kind, bytes);
    const auto [account, commodity] = kernel::balance_of(key);
    add(sums, account, commodity, std::get<kernel::BalanceFact>(**fact).amount);
    return true;
  });
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
  return sums;
}

/// From the cases alone, by other code than the balances.
Sums from_orders(const store::Store& store) {
  Sums sums;
  store.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto fact = kernel::decode_fact(key.kind, bytes);
    const auto& file = std::get<kernel::CaseFact>(**fact);
    const auto position = kernel::position_of(file);
    if (!position) return true;
    for (const auto& [at, amount] : position->amounts()) add(sums, at.first, at.second, amount);
    return true;
  });
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
  return sums;
}

std::optional<std::string> look_at_books(const store::Store& store) {
  const auto postings = from_postings(store);
  if (postings != from_balances(store)) return "balances are not the sum of the postings";
  if (postings != from_orders(store)) return "balances do not follow from the orders";
  std::map<std::string, base::Int128> totals;
  for (const auto& [at, amount] : postings) totals[at.second] += amount;
  for (const auto& [commodity, amount] : totals)
    if (amount != 0) return commodity + " does not sum to zero";
  return std::nullopt;
}

/// I8: causes stand before what relies on them.
std::optional<std::string> look_at_log(const store::Store& store) {
  std::set<base::Id> seen;
  for (std::uint64_t position = 0; position < store.log_size(); ++position) {
    const auto statement = statement::decode_statement(*store.logged_bytes(position));
    if (!statement) return fmt::format("log entry {} cannot be read", position);
    for (const auto& cause : statement::causes(*statement))
      if (!seen.contains(cause)) return fmt::format("log entry {} stands before its cause", position);
    if (!seen.insert(statement->id()).second) return fmt::format("log entry {} stands twice", position);
  }
  return std::nullopt;
}

sync::Exchange message_of(const node::Book& to, const std::string& from) {
  sync::Exchange message;
  message.partnership = to.partnership();
  message.from = from;
  return message;
}
}  // namespace

std::optional<std::string> replay_in_other_order(const store::Store& source, Dice& dice) {
  const auto founding = codec::decode<sync::AccordPaper>(source.accord(0)->bytes);
  store::MemoryStore store;
  if (auto ok = node::Book::found(store, *source.logged_bytes(0), founding->note); !ok)
    return base::sentence(ok.error());
  const base::Instant now{source.last_accord()->time_ms};
  node::BookOptions options;
  options.party = "jpn";
  auto book = node::Book::open(store, options, now);
  if (!book) return base::sentence(book.error());
  std::vector<base::Bytes> statements;
  for (std::uint64_t i = 1; i < source.log_size(); ++i) statements.push_back(*source.logged_bytes(i));
  for (std::size_t i = statements.size(); i > 1; --i) std::swap(statements[i - 1], statements[dice.below(i)]);
  for (const auto& bytes : statements) {
    if (const auto taken = (*book)->receive(bytes, now); !taken) return base::sentence(taken.error());
    if (dice.chance(50)) (void)(*book)->receive(bytes, now);
    if (!dice.chance(20)) continue;
    (void)(*book)->flush(now);
    book = node::Book::open(store, options, now);
    if (!book) return "reopened: " + base::sentence(book.error());
  }
  if ((*book)->held_count() != 0) return fmt::format("{} statements stay held", (*book)->held_count());
  for (std::uint64_t height = 1; height <= source.last_accord()->height; ++height) {
    auto message = message_of(**book, "phl");
    message.finals.push_back(*codec::decode<sync::AccordPaper>(source.accord(height)->bytes));
    (*book)->incoming(message, now);
  }
  if (const auto done = (*book)->flush(now); !done) return done.error().what;
  if ((*book)->height() != source.last_accord()->height)
    return fmt::format("replayed to height {} of {}", (*book)->height(), source.last_accord()->height);
  if (store::derived_hash(store) != store::derived_hash(source)) return "replayed facts differ";
  return std::nullopt;
}

std::optional<std::string> find_untruth(WeatherWorld& weather, bool replay) {
  auto& world = weather.world();
  if (auto found = world.difference()) return found;
  for (const auto& party : world.parties()) {
    const auto& store = world.store(party);
    if (auto found = look_at_books(store)) return party + ": " + *found;
    for (const auto& [id, by] : weather.acknowledged()) {
      const auto row = store.statement(id);
      if (!row || !row->entry)
        return fmt::format("{}: the act {} acknowledged by {} is not in the log", party,
                           base::to_hex(id.view()).substr(0, 8), by);
    }
  }
  const auto& first = world.store(world.parties().front());
  if (auto found = look_at_log(first)) return found;
  if (!replay) return std::nullopt;
  if (auto found = replay_in_other_order(first, weather.dice())) return "another order of arrival: " + *found;
  return std::nullopt;
}

void count(WeatherWorld& weather, Report& report) {
  const auto& store = weather.world().store(weather.world().parties().front());
  report.statements = store.log_size();
  report.accords = store.last_accord()->height;
  for (const auto& entry : store.log(0, store.log_size())) {
    const auto statement = statement::decode_statement(*store.logged_bytes(entry.position));
    const auto kind = statement->kind();
    ++report.kinds[kind ? std::string(name(*kind)) : "unknown"];
    ++report.codes[std::string(base::name(static_cast<base::Code>(entry.code)))];
  }
  report.end =
      crypto::Sha256().update(store::derived_hash(store).view()).update(store.last_accord()->bytes).finish();
}

}  // namespace palitan::sim
