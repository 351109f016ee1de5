// What can go wrong while an office-holder signs, and what is true of a story's worlds at its end.
#include <fmt/format.h>

#include "checker/check.h"
#include "dump.h"
#include "stories_weather.h"
#include "truth.h"

namespace palitan::sim {
using base::Code;
using statement::PartyCode;

base::Result<node::Signed> StoriesWeather::sign(node::World& world, const PartyCode& party,
                                                const std::string& office, const node::Draft& draft) {
  // The story has put its disk right since it failed.
  if (disk_is_fine(world, party) && disk_of(world, party).broken()) disk_of(world, party).mend();
  if (happens(Accident::crash_while_signing)) return crash_while_signing(world, party, office, draft);
  if (draft.key.empty() && happens(Accident::answer_lost)) return ask_twice(world, party, office, draft);
  if (disk_is_fine(world, party))
    for (const auto how : {Accident::disk_full, Accident::disk_failed, Accident::power_cut_in_commit})
      if (happens(how)) return sign_on_bad_disk(world, party, office, draft, how);
  return world.sign(party, office, draft);
}

/// The machine goes down between signature and commit: nobody saw the act, and the same is signed anew.
base::Result<node::Signed> StoriesWeather::crash_while_signing(node::World& world, const PartyCode& party,
                                                               const std::string& office,
                                                               const node::Draft& draft) {
  count(Accident::crash_while_signing, party);
  const auto lost = world.book(party).sign(draft, world.key(party, office), world.clock_of(party));
  go_down(world, party, false);
  auto made = world.sign(party, office, draft);
  if (lost && lost->id != made.value_or(node::Signed{}).id && world.store(party).statement(lost->id))
    wrong(party + " kept an act that was not committed");
  const auto before = lost ? lost->verdict.code : lost.error().code;
  const auto after = made ? made->verdict.code : made.error().code;
  // A disk that the story has filled or broken is met only by the second.
  if (before != after && disk_is_fine(world, party))
    wrong(fmt::format("{} judged a {} {} before a crash and {} after it", party, name(draft.kind),
                      base::name(before), base::name(after)));
  return made;
}

/// The act is committed, the answer never comes, and the same draft is handed in again.
base::Result<node::Signed> StoriesWeather::ask_twice(node::World& world, const PartyCode& party,
                                                     const std::string& office, node::Draft draft) {
  draft.key = fmt::format("weather-{}", ++drafts_);
  auto made = world.sign(party, office, draft);
  if (!made) return made;
  count(Accident::answer_lost, party);
  if (dice_.chance(500)) open_again(world, party);
  auto again = world.sign(party, office, draft);
  if (!again)
    wrong(party + " refused a draft that it had signed: " + base::sentence(again.error()));
  else if (again->id != made->id)
    wrong(party + " signed one draft twice");
  return again;
}

/// The office-holder is told that it was not recorded, or hears nothing, and asks again: with the same key,
/// since the commit may have reached the disk all the same.
base::Result<node::Signed> StoriesWeather::sign_on_bad_disk(node::World& world, const PartyCode& party,
                                                            const std::string& office, node::Draft draft,
                                                            Accident how) {
  if (draft.key.empty()) draft.key = fmt::format("weather-{}", ++drafts_);
  // Signing reads as well: only the commit shall meet it, as a node's own reads end its process.
  if (how == Accident::power_cut_in_commit)
    disk_of(world, party).break_next(Disk::Break::power, dice_.chance(500));
  else
    break_disk(world, party, how);
  const auto tried = world.sign(party, office, draft);
  mend_disk(world, party);
  // Refused for its own sake, or known already, it never came as far as the disk.
  if (tried || (tried.error().code != Code::local_disk_full && tried.error().code != Code::local_stopped))
    return tried;
  count(how, party);
  met(tried.error());
  if (how == Accident::disk_full ? !world.running(party) : world.running(party))
    wrong(fmt::format("{} after '{}': {}", party, name(how), base::sentence(tried.error())));
  if (!world.running(party)) go_down(world, party, how == Accident::power_cut_in_commit);
  return world.sign(party, office, draft);
}

// ---- the truth

namespace {
template <class Sums>
std::optional<std::string> not_zero(const Sums& sums, const std::string& where) {
  for (const auto& [commodity, amount] : sums)
    if (amount != 0) return fmt::format("{}: {} does not sum to zero", where, commodity);
  return std::nullopt;
}

std::optional<std::string> look_at_sums(node::World& world, const PartyCode& party) {
  std::map<std::string, base::Int128> agreed, provisional;
  world.store(party).each_posting(std::nullopt, [&](const store::PostingRow& row) {
    agreed[row.posting.commodity] += row.posting.amount;
    return true;
  });
  if (auto found = not_zero(agreed, party)) return found;
  if (!world.running(party)) return std::nullopt;
  const auto position = world.book(party).balances(true);
  for (const auto& [at, amount] : position.amounts()) provisional[at.second] += amount;
  return not_zero(provisional, party + " with what is pending");
}
}  // namespace

std::optional<std::string> StoriesWeather::untruth(node::World& world) {
  if (auto found = world.difference()) return found;
  const bool settled = world.settled();
  for (const auto& party : world.parties()) {
    if (auto found = look_at_sums(world, party)) return found;
    if (const auto& found = disk_of(world, party).wrong()) return party + ": " + *found;
    for (const auto& [id, by] : sky(world).acknowledged) {
      const auto row = world.store(party).statement(id);
      if (by == party ? !row : settled && (!row || !row->entry))
        return fmt::format("{}: the act {} acknowledged by {} is not {}", party,
                           base::to_hex(id.view()).substr(0, 8), by, row ? "in the log" : "there");
    }
  }
  return settled ? settled_untruth(world) : std::nullopt;
}

/// What costs more, now and then: the checker that shares no code with the node, and the log in another order
/// of arrival.
std::optional<std::string> StoriesWeather::settled_untruth(node::World& world) {
  if (dice_.chance(200))
    if (auto found = sim_checker::check(dump(world))) return "the separate checker: " + *found;
  const bool usual = world.has("jpn") && world.has("phl") && world.parties().size() == 2 &&
                     world.book("jpn").ceiling() == statement::Marking::official &&
                     world.book("phl").ceiling() == statement::Marking::official &&
                     !world.book("jpn").must_upgrade();
  if (usual && dice_.chance(100))
    if (auto found = replay_in_other_order(world.store("jpn"), dice_))
      return "another order of arrival: " + *found;
  return std::nullopt;
}

void StoriesWeather::count_log(node::World& world) {
  const store::Store* longest = nullptr;
  for (const auto& party : world.parties())
    if (const auto& store = world.store(party); longest == nullptr || store.log_size() > longest->log_size())
      longest = &store;
  statements_ += longest->log_size();
  accords_ += longest->last_accord()->height;
  for (const auto& entry : longest->log(0, longest->log_size())) {
    const auto statement = statement::decode_statement(*longest->logged_bytes(entry.position));
    const auto kind = statement->kind();
    ++coverage_.acts[kind ? std::string(statement::name(*kind)) : "unknown"];
    ++coverage_.codes[std::string(base::name(static_cast<Code>(entry.code)))];
  }
}

std::optional<std::string> StoriesWeather::over(const std::vector<node::World*>& worlds) {
  for (auto* world : worlds) {
    if (!problem_) problem_ = untruth(*world);
    if (!problem_ && dice_.chance(500)) {
      world->settle();
      problem_ = untruth(*world);
    }
    count_log(*world);
  }
  return problem_;
}

}  // namespace palitan::sim
