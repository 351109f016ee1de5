// Grants of security assistance: the boats, and the boathouse that was built for them.
#include "cli/demo_acts.h"
#include "cli/grant_text.h"

namespace palitan::cli {
namespace {
using statement::Role;

constexpr std::int64_t kBoats = 1'600'000'000;
constexpr std::int64_t kBoathouse = 900'000'000;
const statement::Place kSubic{"PHSFS", "Subic Bay", {}, {}};

/// Several acts in a row; the first that fails ends it.
Done<void> all_of(std::initializer_list<Done<base::Id>> steps) {
  for (const auto& step : steps)
    if (!step) return tl::unexpected(step.error());
  return {};
}

statement::OfferGrant note_of(const base::Id& law, const char* title, std::int64_t yen, const char* note,
                              int year) {
  statement::OfferGrant out;
  out.instrument = law;
  out.donor = "jpn";
  out.recipient = "phl";
  out.title = title;
  out.obligation = {yen, "JPY"};
  out.field = "rule_of_law";
  out.purpose = "maritime_surveillance";
  out.note = note;
  out.fiscal_year = *base::parse_date(fmt::format("{}-04-01", year));
  out.sites = {kSubic};
  return out;
}

/// Reached by the one, confirmed by the other, paid, and confirmed again.
Done<void> pay_milestone(Stage& stage, const base::Id& grant, std::uint32_t milestone, std::int64_t yen,
                         const char* what) {
  const auto reached =
      act(stage, "phl", Role::receiver, statement::ReachMilestone{1, milestone, what}, grant, what);
  if (!reached) return tl::unexpected(reached.error());
  const auto seen = act(stage, "jpn", Role::approver, statement::ConfirmGrant{*reached, "seen on site"},
                        grant, "confirms the milestone");
  if (!seen) return tl::unexpected(seen.error());
  const auto paid = act(stage, "jpn", Role::payer,
                        statement::Disburse{1, milestone, yen, fmt::format("Transfer {}", milestone)}, grant,
                        "disburses what the milestone bears");
  if (!paid) return tl::unexpected(paid.error());
  const auto arrived = act(stage, "phl", Role::receiver, statement::ConfirmGrant{*paid, ""}, grant,
                           "confirms that the money arrived");
  if (!arrived) return tl::unexpected(arrived.error());
  return {};
}

Done<void> hand_over(Stage& stage, const base::Id& grant, std::vector<statement::GrantItem> items,
                     const char* says) {
  const auto given =
      act(stage, "jpn", Role::issuer, statement::HandOver{1, std::move(items), kSubic}, grant, says);
  if (!given) return tl::unexpected(given.error());
  const auto taken = act(stage, "phl", Role::receiver, statement::ConfirmGrant{*given, ""}, grant,
                         "confirms the handover by serial number");
  if (!taken) return tl::unexpected(taken.error());
  return {};
}

Done<base::Id> give_the_boats(Stage& stage, const base::Id& law) {
  const auto grant = act(stage, "jpn", Role::approver,
                         note_of(law, "Rigid-hulled inflatable boats", kBoats, "J-2024-1", 2024), {},
                         "grants boats: a note over 1 600 000 000 yen, of the budget of 2024");
  if (!grant) return grant;
  if (auto ok = all_of(
          {act(stage, "phl", Role::approver, statement::AcceptGrant{"P-2024-1"}, *grant, "answers the note"),
           act(stage, "jpn", Role::approver,
               statement::AwardLot{
                   1, "Boats", "a boatyard", kBoats, {{1, "Sea trials passed", stage.today(), kBoats}}},
               *grant, "awards the one lot")});
      !ok)
    return tl::unexpected(ok.error());
  if (auto ok = pay_milestone(stage, *grant, 1, kBoats, "sea trials passed"); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = hand_over(
          stage, *grant,
          {{"RHIB-1", "Rigid-hulled inflatable boat", ""}, {"RHIB-2", "Rigid-hulled inflatable boat", ""}},
          "hands over two boats, RHIB-1 and RHIB-2");
      !ok)
    return tl::unexpected(ok.error());
  return grant;
}

/// What papers made of it in other currencies: kept with rate, source and day, and never owed.
Done<void> convert(Stage& stage, const base::Id& grant) {
  const auto on = stage.today();
  return all_of({act(stage, "phl", Role::custodian,
                     statement::RecordConversion{{600'000'000, "USD"}, 2, 3, "a first newspaper", on}, grant,
                     "notes that one paper wrote of 6 000 000 dollars"),
                 act(stage, "phl", Role::custodian,
                     statement::RecordConversion{{33'700'000'000, "PHP"}, 337, 9, "a second newspaper", on},
                     grant, "notes that another wrote of 337 000 000 pesos")});
}

Done<base::Id> build_the_house(Stage& stage, const base::Id& law, const base::Id& boats) {
  auto note = note_of(law, "Boathouses and slipways", kBoathouse, "J-2026-1", 2025);
  note.links = {{boats, "boathouse for"}};
  const auto grant = act(stage, "jpn", Role::approver, note, {},
                         "grants a boathouse for them: 900 000 000 yen, and only yen, are owed");
  if (!grant) return grant;
  if (const auto answered =
          act(stage, "phl", Role::approver, statement::AcceptGrant{"P-2026-1"}, *grant, "answers the note");
      !answered)
    return answered;
  if (auto ok = convert(stage, *grant); !ok) return tl::unexpected(ok.error());
  constexpr std::int64_t kHalf = kBoathouse / 2;
  const auto lot =
      act(stage, "jpn", Role::approver,
          statement::AwardLot{1,
                              "Boathouse and slipway",
                              "a builder",
                              kBoathouse,
                              {{1, "Foundations", base::add_months(stage.today(), 3), kHalf},
                               {2, "House and slipway", base::add_months(stage.today(), 9), kHalf}}},
          *grant, "awards the lot: two milestones of 450 000 000 yen");
  if (!lot) return lot;
  const auto early =
      refusal(stage, "jpn", Role::payer, statement::Disburse{1, 1, kHalf, "too early"}, *grant);
  if (!early) return tl::unexpected(early.error());
  fmt::print("  jpn  wants to pay before anybody saw the foundations, and is told:\n       {}\n", *early);
  stage.check("no disbursement before its milestone is reached and confirmed",
              early->find("refused_milestone") != std::string::npos);
  if (auto ok = pay_milestone(stage, *grant, 1, kHalf, "foundations poured"); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = pay_milestone(stage, *grant, 2, kHalf, "house and slipway stand"); !ok)
    return tl::unexpected(ok.error());
  const auto more =
      refusal(stage, "jpn", Role::approver,
              statement::AwardLot{2, "A gate", "a builder", 1, {{1, "Gate", stage.today(), 1}}}, *grant);
  if (!more) return tl::unexpected(more.error());
  stage.check("not one yen is awarded past the note", more->find("refused_obligation") != std::string::npos);
  if (auto ok = hand_over(stage, *grant, {{"BH-1", "Boathouse", ""}, {"SLIP-1", "Slipway", ""}},
                          "hands over the boathouse and the slipway");
      !ok)
    return tl::unexpected(ok.error());
  return grant;
}

Done<void> berth_the_boats(Stage& stage, const base::Id& boats, const base::Id& house) {
  using statement::Readiness;
  const std::vector<statement::ItemState> stands = {
      {"BH-1", Readiness::ready, "Naval base", kSubic, "", ""},
      {"SLIP-1", Readiness::ready, "Naval base", kSubic, "", ""}};
  const std::vector<statement::ItemState> told = {
      {"RHIB-1", Readiness::ready, "Boat squadron", kSubic, "BH-1", ""},
      {"RHIB-2", Readiness::limited, "Boat squadron", kSubic, "BH-1", "one engine in repair"}};
  return all_of({act(stage, "phl", Role::custodian, statement::ReportCondition{stands}, house,
                     "reports where the boathouse and the slipway stand, and that they are ready"),
                 act(stage, "jpn", Role::custodian, statement::Inspect{stands, "built as agreed"}, house,
                     "inspects the boathouse on site, and finds it as reported"),
                 act(stage, "phl", Role::custodian, statement::ReportCondition{told}, boats,
                     "reports both boats in the new house, one of them limited"),
                 act(stage, "jpn", Role::custodian, statement::Inspect{told, "found as reported"}, boats,
                     "inspects, and finds them as reported")});
}
}  // namespace

Done<void> play_the_grants(Stage& stage) {
  stage.open_book(kJapanPhilippines);
  chapter("13. A grant: the boats, and a boathouse of 900 000 000 yen");
  const auto law = adopt(stage, {"instruments/jpn-phl-osa.toml",
                                 *base::parse_date("2024-04-01"),
                                 {{"grants.evaluation_months", 24},
                                  {"grants.inspection_months", 12},
                                  {"grants.loss_days", 30},
                                  {"grants.report_months", 6}}});
  if (!law) return tl::unexpected(law.error());
  const auto boats = give_the_boats(stage, *law);
  if (!boats) return tl::unexpected(boats.error());
  const auto house = build_the_house(stage, *law, *boats);
  if (!house) return tl::unexpected(house.error());
  if (auto ok = berth_the_boats(stage, *boats, *house); !ok) return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  for (auto& one : stage.nations()) {
    const auto view = one.desk->case_file(*house);
    const auto* grant = view && view->file.grant ? &*view->file.grant : nullptr;
    stage.check(fmt::format("the boathouse is delivered and all of its note disbursed on {}", one.code),
                grant != nullptr && grant->state == kernel::GrantState::delivered &&
                    !kernel::position_of(*grant)->amounts().contains(
                        {{ledger::AccountKind::granted, "phl", "jpn"}, "JPY"}));
    const auto* stands = grant != nullptr ? grant->thing("BH-1") : nullptr;
    stage.check(fmt::format("the boathouse is inspected, and found as reported, on {}", one.code),
                stands != nullptr && stands->reported && stands->inspected &&
                    stands->inspected->readiness == stands->reported->readiness);
    if (one.code == "phl" && view) fmt::print("{}\n", grant_text(*view));
  }
  return {};
}

}  // namespace palitan::cli
