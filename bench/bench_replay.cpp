// The books derived again from the statements alone, and added up by other people's programs.
#include <fmt/format.h>

#include <fstream>

#include "child.h"
#include "node/log_ahead.h"
#include "papers/journal.h"
#include "peers/beancount_peer.h"
#include "rows.h"
#include "sync/messages.h"

namespace palitan::bench {
namespace {

struct Derived {
  kernel::Facts facts;
  merkle::Frontier frontier;
  base::Hash results;
  std::uint64_t postings = 0;
};

base::Result<kernel::AccordPoint> point_of(const base::Id& partnership, const store::AccordRow& row) {
  const auto paper = codec::decode<sync::AccordPaper>(row.bytes);
  if (!paper) return tl::unexpected(paper.error());
  const auto note = merkle::parse_note(paper->note);
  if (!note) return tl::unexpected(note.error());
  return kernel::parse_checkpoint_body(partnership, note->text);
}

base::Result<void> derive(const store::Store& store, const base::Id& partnership, Derived& out) {
  const auto nothing = kernel::kit::Record::none();
  const auto last = store.last_accord();
  if (!last) return base::refuse(base::Code::local_damaged, "nothing is founded here");
  node::LogAhead log(store, 0, store.log_size());
  for (std::uint64_t height = 0; height <= last->height; ++height) {
    const auto row = store.accord(height);
    const auto point = row ? point_of(partnership, *row) : base::refuse(base::Code::local_damaged);
    if (!point) return tl::unexpected(point.error());
    const auto acts = log.next(point->size - out.frontier.size());
    if (!acts) return tl::unexpected(acts.error());
    const auto fold =
        kernel::fold(*acts, out.facts, {point->time, height, point->rules}, out.results, nothing);
    for (const auto& entry : fold.entries) {
      out.frontier.append(merkle::leaf_hash(entry.act->id().view()));
      out.postings += entry.postings.size();
    }
    out.results = fold.results;
    if (out.results != point->results || out.frontier.root() != point->root)
      return base::refuse(base::Code::bad_results, "accord " + std::to_string(height));
  }
  return {};
}

/// Every fact that the node wrote, byte for byte, and no other.
Ran compare(const store::Store& store, const Derived& derived) {
  using kernel::FactKind;
  std::size_t same = 0, there = 0;
  for (const auto& row : rows_of(FactKind{}))
    store.each_fact(static_cast<FactKind>(row.number), [&](const kernel::FactKey& key, base::ByteView bytes) {
      ++there;
      const auto fact = derived.facts.find(key);
      if (fact != nullptr && std::ranges::equal(kernel::encode_fact(*fact), bytes)) ++same;
      return true;
    });
  std::size_t derived_ones = 0;
  for (const auto& [key, fact] : derived.facts.layer())
    if (!std::holds_alternative<std::monostate>(*fact)) ++derived_ones;
  if (there == 0 || same != there || derived_ones != there)
    return failed(fmt::format("{} facts stored, {} derived, {} equal", there, derived_ones, same));
  return {};
}

ledger::Position balances_of(const Derived& derived) {
  ledger::Position out;
  for (const auto& [key, fact] : derived.facts.layer())
    if (const auto* balance = kernel::fact_as<kernel::BalanceFact>(fact.get())) {
      const auto [account, commodity] = kernel::balance_of(key);
      PALITAN_CHECK(out.add(account, commodity, balance->amount));
    }
  return out;
}
ledger::Position balances_of(const store::Store& store) {
  ledger::Position out;
  store.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto [account, commodity] = kernel::balance_of(key);
    const auto fact = codec::decode<kernel::BalanceFact>(bytes);
    PALITAN_CHECK(fact && out.add(account, commodity, fact->amount));
    return true;
  });
  return out;
}

/// Lets `program` add the journal up. False: it is not installed.
tl::expected<bool, std::string> added_up_by(const std::string& program, const fs::path& file,
                                            const ledger::Position& ours, Samples& samples) {
  if (!is_installed(program)) return false;
  const Watch watch;
  const auto printed = output_of(papers::journal_balance_command(program, file.string()));
  samples.add(program, watch.seconds());
  if (!printed) return failed(printed.error());
  const auto theirs = papers::parse_journal_balances(program, *printed);
  if (!theirs || *theirs != ours) return failed(program + " has other balances than the node");
  return true;
}
}  // namespace

Ran replay(const Prepared& prepared, const std::string& name, Samples& samples) {
  const auto store = open_record(prepared, prepared.node());
  if (!store) return failed(store.error());
  Derived derived;
  const Watch watch;
  const auto done = derive(**store, prepared.founding.partnership, derived);
  const auto took = watch.seconds();
  if (!done) return failed(done.error());
  if (derived.frontier.size() != prepared.founding.last.size) return failed("the record is not whole");
  if (auto same = compare(**store, derived); !same) return same;
  samples.add(name, took);
  return {};
}

Ran journal(const Prepared& prepared, Samples& samples, bool say) {
  const auto store = open_record(prepared, prepared.node());
  if (!store) return failed(store.error());
  const TempFolder dir;
  const auto file = dir.path() / "record.journal";
  const Watch watch;
  const auto text = papers::journal_of(**store, statement::Marking::restricted);
  if (!text) return failed(text.error());
  if (!(std::ofstream(file) << *text).flush().good()) return failed("the journal cannot be written");
  samples.add("journal_export", watch.seconds());
  Derived derived;
  const Watch second;
  if (auto done = derive(**store, prepared.founding.partnership, derived); !done) return failed(done.error());
  samples.add("journal_replay", second.seconds());
  const auto ours = balances_of(**store);
  if (ours != balances_of(derived)) return failed("a replay has other balances than the node");
  std::string agree = "the node's balances, a replay";
  for (const std::string program : {"hledger", "ledger"}) {
    const auto added = added_up_by(program, file, ours, samples);
    if (!added) return failed(added.error());
    agree += *added ? ", " + program : "";
    if (!*added && say) fmt::print("journal: {} is not installed\n", program);
  }
  const auto beans = beancount_adds_up(*text, ours, samples);
  if (!beans) return failed(beans.error());
  agree += *beans ? ", beancount" : "";
  if (!*beans && say) fmt::print("journal: beancount is not installed\n");
  if (say)
    fmt::print("journal: {} statements, {} postings, {:.1f} MB of text; all totals agree ({} balances): {}\n",
               derived.frontier.size(), derived.postings, static_cast<double>(text->size()) / 1e6,
               ours.amounts().size(), agree);
  return {};
}

}  // namespace palitan::bench
