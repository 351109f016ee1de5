// How the nations of the demonstration put an agreement into their record.
#include <algorithm>

#include "cli/acting.h"
#include "cli/attaching.h"
#include "cli/demo_moves.h"
#include "cli/files.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {
namespace {
using statement::Role;

// Not public in the agreement's procedural arrangement: assumed here, and said so.
const std::vector<statement::Setting>& assumed_settings() {
  static const std::vector<statement::Setting> kSettings = {{"claim_days", 60},
                                                            {"clock.equal_value_exchange.days", 365},
                                                            {"clock.reimbursement.days", 30},
                                                            {"clock.replacement_in_kind.days", 365},
                                                            {"clock.return_of_the_same.days", 365},
                                                            {"conversion.days", kConversionDays},
                                                            {"netting.lock_days", 60},
                                                            {"offset.months", 18}};
  return kSettings;
}

/// What no reader of the agreement could know, added so that the demonstration can show it: a yearly ceiling.
void assume_a_ceiling(terms::Instrument& rules) {
  const terms::Clause clause{"demonstration", "assumed for the demonstration", terms::Certainty::assumed};
  const auto at = std::lower_bound(rules.clauses.begin(), rules.clauses.end(), clause,
                                   [](const auto& a, const auto& b) { return a.key < b.key; });
  rules.clauses.insert(at, clause);
  terms::Ceiling ceiling;
  ceiling.name = "demonstration-ceiling";
  ceiling.party = "phl";
  ceiling.side = terms::LedgerSide::debts;
  ceiling.currency = "JPY";
  ceiling.amount = kCeiling;
  ceiling.first_month = 1;
  ceiling.clause = clause.key;
  rules.ceilings.push_back(std::move(ceiling));
}

/// The file in this folder or one above it, else above the program's own.
Done<std::filesystem::path> find_instrument(const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (auto start : {fs::current_path(error), fs::read_symlink("/proc/self/exe", error).parent_path()})
    for (;; start = start.parent_path()) {
      if (fs::exists(start / file, error)) return start / file;
      if (!start.has_relative_path()) break;
    }
  return trouble(kFailed, fmt::format("{} is not found. Run this in the project's folder.", file));
}

Done<papers::CompiledInstrument> read_instrument(const std::string& file) {
  const auto path = find_instrument(file);
  if (!path) return tl::unexpected(path.error());
  const auto text = read_file(*path);
  if (!text) return tl::unexpected(text.error());
  auto compiled = papers::compile_instrument(*text, file);
  if (!compiled) return trouble(compiled.error());
  return std::move(*compiled);
}

void introduce(const terms::Instrument& rules, const Adoption& plan) {
  fmt::print("  {}\n", rules.title);
  fmt::print(
      "  {} clauses, each with its source and how sure it is. In force from {}, the date all ratify.\n",
      rules.clauses.size(), to_text(plan.in_force));
  if (plan.settings.empty()) return;
  fmt::print("  What its text leaves open or is not public is ASSUMED for the demonstration:\n");
  for (const auto& setting : plan.settings) fmt::print("    {} = {}\n", setting.key, setting.value);
}
}  // namespace

Done<base::Id> adopt(Stage& stage, const Adoption& plan, const AdjustRules& adjust) {
  auto compiled = read_instrument(plan.file);
  if (!compiled) return tl::unexpected(compiled.error());
  introduce(compiled->instrument, plan);
  if (adjust) adjust(compiled->instrument);
  auto& first = stage.nations()[0];
  const auto desk_of = [](Nation& one) { return pick_seat(*one.desk, "", Role::custodian); };
  const auto seat = desk_of(first);
  if (!seat) return tl::unexpected(seat.error());
  auto proposal = draft_of(*seat, statement::ProposeInstrument{terms::write(compiled->instrument)});
  auto texts = attach_texts(*first.desk, *compiled);
  if (!texts) return tl::unexpected(texts.error());
  proposal.attachments = {std::move(*texts)};
  const auto law = stage.sign(first, std::move(proposal), "proposes the instrument");
  if (!law) return law;
  for (auto& one : stage.nations()) {
    const auto custodian = desk_of(one);
    if (!custodian) return tl::unexpected(custodian.error());
    const auto act =
        stage.sign(one, draft_of(*custodian, statement::RatifyInstrument{plan.in_force, plan.settings}, *law),
                   "ratifies it");
    if (!act) return act;
  }
  if (auto ok = stage.settle(); !ok) return tl::unexpected(ok.error());
  return law;
}

std::vector<statement::Setting> assumed_clocks() {
  auto out = assumed_settings();
  std::erase_if(out, [](const auto& setting) { return setting.key == "conversion.days"; });
  return out;
}

Done<void> agree_on_the_law(Stage& stage) {
  chapter("3. They put their agreement into the record");
  const Adoption plan{"instruments/jpn-phl-acsa-2026.toml", base::add_days(stage.today(), -kDaysBack),
                      assumed_settings()};
  const auto law = adopt(stage, plan, assume_a_ceiling);
  if (!law) return tl::unexpected(law.error());
  fmt::print("    a ceiling of {} yen a year on what the Philippines may owe in money, assumed too\n",
             kCeiling);
  return {};
}

}  // namespace palitan::cli
