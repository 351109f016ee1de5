// What need not be said between two nodes: what the other has told, or can see.
#include <algorithm>

#include "node/book.h"

namespace palitan::node {
namespace {
constexpr std::size_t kWantsMax = 1000;
}

/// What is cited or proposed and not here. A partner at the same height reads from the holdings which acts
/// those are, in far fewer bytes: it is asked by id only where that brought nothing.
std::vector<base::Id> Book::wants_of(const std::string& partner, const PeerView& peer) {
  std::set<base::Id> all;
  const auto want = [&](const base::Id& id) {
    if (!above_ceiling_.contains(id)) all.insert(id);
  };
  for (const auto& [awaited, held] : waiting_) {
    if (const auto id = base::Id::from(awaited)) {
      want(*id);
      continue;
    }
    // A seat that nobody here knows: its appointment is the first act's previous.
    for (const auto& waiting : held) {
      const auto act = held_.find(waiting);
      if (act == held_.end() || all.size() >= kWantsMax) continue;
      const auto& before = *act->second.content().previous;
      if (!pending_.contains(before) && !held_.contains(before) &&
          !get<kernel::StatementFact>(kernel::statement_key(before), true))
        want(before);
    }
  }
  for (const auto& id : wanted_)
    if (!pending_.contains(id)) all.insert(id);
  auto named = all;
  if (peer.heard && peer.height == head_.height) {
    auto& before = asked_[partner];
    std::erase_if(named, [&](const base::Id& id) { return !before.contains(id); });
    before = std::move(all);
  }
  std::vector<base::Id> out(named.begin(), named.end());
  if (out.size() > kWantsMax) out.resize(kWantsMax);
  return out;
}

void Book::note_brought(const std::string& partner, const sync::Exchange& message) {
  if (!message.statements.empty()) asked_.erase(partner);
  if (message.height <= head_.height) {
    brought_.erase(partner);
    return;
  }
  for (const auto& bytes : message.statements)
    if (const auto act = statement::decode_statement(bytes)) brought_[partner].insert(act->id());
}

std::vector<sync::Loose> Book::not_brought(const std::string& partner, const PeerView& peer,
                                           std::vector<sync::Loose> loose) const {
  const auto at = brought_.find(partner);
  if (peer.height > head_.height && at != brought_.end())
    std::erase_if(loose, [&](const sync::Loose& x) { return at->second.contains(x.id); });
  return loose;
}

/// It says that both hold the same now. Where something came here meanwhile, it holds what it told before and
/// what it has just brought; where that is not so either, what it believes of this node is of another day.
void Book::take_alike(const sync::Exchange& message, PeerView& view) const {
  if (!message.alike || message.height != head_.height) return;
  auto all = loose_and_held();
  auto own = sync::holdings_of(all, {});
  if (own.tips.empty() && sync::whole_digest(own) != *message.alike) {
    std::unordered_set<base::Id, base::FixedHasher> unknown;
    for (const auto i : sync::lacking(all, view.holdings.value_or(sync::Holdings{})))
      unknown.insert(all[i].id);
    for (const auto& bytes : message.statements)
      if (const auto act = statement::decode_statement(bytes)) unknown.erase(act->id());
    std::erase_if(all, [&](const sync::Loose& x) { return unknown.contains(x.id); });
    own = sync::holdings_of(all, {});
  }
  view.doubted = !own.tips.empty() || sync::whole_digest(own) != *message.alike;
  if (!own.tips.empty()) return;
  view.holdings = std::move(own);
  view.holds_others = false;
}

}  // namespace palitan::node
