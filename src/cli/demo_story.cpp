// What the two nations do with their record.
#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/acting.h"
#include "cli/demo_moves.h"

namespace palitan::cli {
namespace {
using statement::Kind;
using statement::Role;

Done<void> print_balances(Stage& stage, bool provisional) {
  for (auto& one : stage.nations()) {
    const auto rows = one.desk->balances(std::nullopt, provisional);
    if (!rows) return tl::unexpected(rows.error());
    fmt::print("  seen from {}:\n{}", one.code, balances_text(*rows, 4));
  }
  return {};
}

/// The texts of the clauses follow the proposal by themselves; a refusal can tell them from then on.
Done<void> wait_for_the_texts(Stage& stage) {
  constexpr auto kPatience = std::chrono::seconds(30);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const auto named = stage.nation("phl").desk->attachments();
    if (!named) return tl::unexpected(named.error());
    if (std::all_of(named->begin(), named->end(), [](const auto& row) { return row.held; })) return {};
    if (std::chrono::steady_clock::now() > until)
      return trouble(kFailed, "The texts of the clauses did not reach phl.");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

/// What the agreement forbids is refused before anything is signed.
Done<void> try_the_forbidden(Stage& stage) {
  if (auto ok = wait_for_the_texts(stage); !ok) return ok;
  auto words = with_lines({"1 weapons RIFLE 10 EA reimbursement 90000"});
  words.recipient = "phl";
  words.supplier = "jpn";
  const auto refused = sign_request(*stage.nation("phl").desk, words, "", stage.now());
  stage.check(
      "a request for weapons is refused with its clause",
      !refused && refused.error().says.find("refused_excluded (no-weapons: Neither side gives weapons.)") !=
                      std::string::npos);
  fmt::print("  phl  asks for rifles, and is told at once:\n       {}\n",
             refused ? std::string("nothing") : refused.error().says);
  return {};
}

Done<void> agree_on_both_orders(Stage& stage, base::Id& port, base::Id& fuel) {
  auto ask = with_lines({"1 port_airport_services BERTH 3 DAY reimbursement - Berthing at Alava Wharf",
                         "2 water WATER 60 MTQ reimbursement - Fresh water"});
  ask.place = "Alava Wharf, Subic Bay";
  ask.reference = "J-2026-001";
  auto id =
      stage.request(stage.nation("jpn"), ask, "Japan asks for three days of berthing and 60 m3 of water");
  if (!id) return tl::unexpected(id.error());
  port = *id;
  ask = with_lines({"1 fuel F-76 100000 LTR replacement_in_kind 95 Naval distillate fuel"});
  ask.place = "at sea west of Luzon";
  ask.reference = "P-2026-014";
  id = stage.request(stage.nation("phl"), ask, "the Philippines asks for 100 000 litres of F-76 at sea");
  if (!id) return tl::unexpected(id.error());
  fuel = *id;
  return play(
      stage, {{"phl", &port, Kind::offer,
               with_lines({"1 port_airport_services BERTH 3 DAY reimbursement 185000 Berthing at Alava Wharf",
                           "2 water WATER 60 MTQ reimbursement 450 Fresh water"}),
               "offers: 185 000 yen a day, 450 yen per m3, 582 000 yen in all"},
              {"jpn", &port, Kind::accept, {}, "accepts"},
              {"jpn", &fuel, Kind::offer, {}, "offers the fuel, to be replaced in kind"},
              {"phl", &fuel, Kind::accept, {}, "accepts"}});
}

Done<void> work_apart(Stage& stage, const base::Id& port, const base::Id& fuel) {
  chapter("5. The link is cut, and both sides work on");
  std::uint64_t height = 0;
  if (const auto seen = stage.nation("jpn").desk->status()) height = seen->height;
  stage.set_link(false);
  if (auto ok =
          play(stage, {{"jpn", &fuel, Kind::issue, {}, "issues 100 000 litres of F-76 to a Philippine ship"},
                       {"phl", &port, Kind::issue, {}, "issues berthing and water to a Japanese ship"}});
      !ok)
    return ok;
  fmt::print("  Each node counts its own act at once, marked as pending:\n");
  if (auto ok = print_balances(stage, true); !ok) return ok;
  stage.check("while the link is cut the two see different pending balances", !same_balances(stage, true));
  stage.check("while the link is cut the agreed balances stay equal", same_balances(stage, false));
  for (auto& one : stage.nations()) {
    const auto seen = one.desk->status();
    if (!seen) return tl::unexpected(seen.error());
    stage.check(fmt::format("{} agrees on nothing alone", one.code),
                seen->height == height && seen->pending == 1);
    fmt::print("  {}: {} act not yet agreed{}.\n", one.code, seen->pending,
               seen->waiting_for.empty() ? "" : ", waiting for " + seen->waiting_for);
  }
  return {};
}
}  // namespace

Done<void> open_the_exercise(Stage& stage) {
  const statement::OpenActivity exercise{"exercise",
                                         "Demonstration exercise off Subic Bay",
                                         {"jpn", "phl"},
                                         base::add_days(stage.today(), -kDaysBack),
                                         base::add_days(stage.today(), 14),
                                         "Subic Bay"};
  auto& host = stage.nation("phl");
  const auto seat = pick_seat(*host.desk, "", Role::custodian);
  if (!seat) return tl::unexpected(seat.error());
  const auto opened = stage.sign(host, draft_of(*seat, exercise), "opens the exercise");
  if (!opened) return tl::unexpected(opened.error());
  auto& guest = stage.nation("jpn");
  const auto other = pick_seat(*guest.desk, "", Role::custodian);
  if (!other) return tl::unexpected(other.error());
  const auto concurred = stage.sign(guest, draft_of(*other, statement::ConcurActivity{}, *opened), "concurs");
  if (!concurred) return tl::unexpected(concurred.error());
  return stage.settle();
}

Done<void> play_the_orders(Stage& stage) {
  chapter("4. Two orders");
  if (auto ok = try_the_forbidden(stage); !ok) return ok;
  base::Id port, fuel;
  if (auto ok = agree_on_both_orders(stage, port, fuel); !ok) return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  if (auto ok = work_apart(stage, port, fuel); !ok) return ok;

  chapter("6. The link is joined");
  stage.set_link(true);
  if (auto ok = stage.settle(); !ok) return ok;
  stage.check("after joining, everything signed apart is agreed and the balances are equal",
              same_balances(stage, false) && same_balances(stage, true));
  fmt::print("  Everything signed apart is now agreed, in one order, on both nodes.\n");
  if (auto ok = play(stage, {{"jpn", &port, Kind::receive, {}, "receives berthing and water in full"},
                             {"phl", &fuel, Kind::receive, {}, "receives the fuel in full"}});
      !ok)
    return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  fmt::print("  What is owed now, agreed on both nodes:\n");
  const auto owed = stage.nation("jpn").desk->balances(std::nullopt, false);
  if (!owed) return tl::unexpected(owed.error());
  fmt::print("{}", balances_text(*owed, 4));

  chapter("7. They settle in money and in kind");
  if (auto ok = play(stage, {{"phl", &port, Kind::invoice, noted(&OrderWords::number, "PN-2026-0117"),
                              "bills 582 000 yen, due by the instrument's clock"},
                             {"jpn", &port, Kind::pay, noted(&OrderWords::reference, "BOJ-4711"), "pays"},
                             {"phl", &port, Kind::confirm, {}, "confirms that the money arrived"},
                             {"jpn", &port, Kind::close, {}, "closes the order"},
                             {"phl", &fuel, Kind::return_in_kind, noted(&OrderWords::place, "Yokosuka"),
                              "replaces 100 000 litres of F-76 in kind"},
                             {"jpn", &fuel, Kind::accept_return, {}, "accepts the replacement"},
                             {"phl", &fuel, Kind::close, {}, "closes the order"}});
      !ok)
    return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  for (const auto* order : {&port, &fuel})
    for (auto& one : stage.nations()) {
      const auto view = one.desk->case_file(*order);
      stage.check(fmt::format("order {} is closed and settled on {}", short_hex(*order), one.code),
                  view && view->file.order && view->file.order->state == kernel::OrderState::closed &&
                      kernel::is_settled(*view->file.order));
    }
  return {};
}

}  // namespace palitan::cli
