// The other two means, and what happens when something goes wrong: a dispute, an overdue debt, a ceiling.
#include "cli/demo_moves.h"

namespace palitan::cli {
namespace {
using statement::Kind;

/// Everything that the papers of an order ask for.
OrderWords full_request(std::vector<std::string> lines, std::string reference, std::string place) {
  auto words = with_lines(std::move(lines));
  words.reference = std::move(reference);
  words.place = std::move(place);
  words.needs = "none";
  words.unit = "BRP Jose Rizal (FF-150)";
  words.bill_to = "Philippine Navy, Naval Finance Center, Manila";
  words.funds = "DBM 2026-0117";
  words.liability = "as the agreement says";
  return words;
}
OrderWords full_offer() {
  OrderWords words;
  words.unit = "JS Izumo (DDH-183)";
  words.payee = "Paymaster, Japan Maritime Self-Defense Force";
  words.remit_to = "JMSDF Yokosuka District Finance Division";
  return words;
}

Done<base::Id> ask(Stage& stage, OrderWords words, const char* says) {
  return stage.request(stage.nation("phl"), std::move(words), says);
}

Done<base::Id> last_act(Stage& stage, const base::Id& order, Kind kind) {
  const auto view = stage.nation("jpn").desk->case_file(order);
  if (!view) return tl::unexpected(view.error());
  for (auto at = view->acts.rbegin(); at != view->acts.rend(); ++at)
    if (at->kind == name(kind))
      if (const auto id = base::fixed_from_hex<base::Id>(at->id)) return *id;
  return trouble(kFailed, fmt::format("no {} in the order", name(kind)));
}

void check_closed(Stage& stage, const base::Id& order, const char* what) {
  for (auto& one : stage.nations()) {
    const auto view = one.desk->case_file(order);
    stage.check(fmt::format("{} is closed on {}", what, one.code),
                view && view->file.order && view->file.order->state == kernel::OrderState::closed);
  }
}

/// Airlift for lodging: fixed on the signed order, before anything is given.
Done<void> exchange(Stage& stage) {
  const auto due = to_text(base::add_months(stage.today(), 3));
  const auto order =
      ask(stage,
          full_request({"1 transport AIRLIFT 4 HUR equal_value_exchange 300000 C-130 flight hours | exchange "
                        "LODGING 120 DAY nights at Clark Air Base | due " +
                        due + " Clark Air Base | metered by flight log"},
                       "P-2026-015", "Naha to Clark"),
          "the Philippines asks for four hours of airlift, for 120 nights of lodging");
  if (!order) return tl::unexpected(order.error());
  if (auto ok = play(stage, {{"jpn", &*order, Kind::offer, full_offer(), "offers the exchange"},
                             {"phl", &*order, Kind::accept, {}, "accepts: now it is fixed"},
                             {"jpn", &*order, Kind::issue, {}, "flies four hours"},
                             {"phl", &*order, Kind::receive, {}, "confirms the flights"},
                             {"phl", &*order, Kind::return_in_kind, {}, "gives 120 nights of lodging"},
                             {"jpn", &*order, Kind::accept_return, {}, "confirms the lodging"},
                             {"jpn", &*order, Kind::close, {}, "closes the order"}});
      !ok)
    return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  check_closed(stage, *order, "the exchange of airlift for lodging");
  return {};
}

/// Lent and given back; one of the things is disputed on the way.
Done<void> lend(Stage& stage) {
  const auto due = to_text(base::add_months(stage.today(), 2));
  const auto order =
      ask(stage,
          full_request({"1 spare_parts PUMP 2 EA return_of_the_same 1450000 Fuel transfer pump "
                        "| condition clean and tested | due " +
                        due + " Yokosuka"},
                       "P-2026-016", "Subic Bay"),
          "the Philippines asks to borrow two fuel transfer pumps");
  if (!order) return tl::unexpected(order.error());
  auto short_receipt = with_lines({"1 1 0 not_received"});
  if (auto ok = play(stage, {{"jpn", &*order, Kind::offer, full_offer(), "offers to lend them"},
                             {"phl", &*order, Kind::accept, {}, "accepts"},
                             {"jpn", &*order, Kind::issue, {}, "hands over two"},
                             {"phl", &*order, Kind::receive, short_receipt, "counts one"}});
      !ok)
    return ok;
  const auto receipt = last_act(stage, *order, Kind::receive);
  if (!receipt) return tl::unexpected(receipt.error());
  auto contested = noted(&OrderWords::of, base::to_hex(receipt->view()));
  contested.reason = "measurement";
  contested.note = "the delivery note shows two";
  if (auto ok = play(stage, {{"jpn", &*order, Kind::dispute, contested, "disputes the count"}}); !ok)
    return ok;
  auto upheld = noted(&OrderWords::outcome, "upheld");
  upheld.note = "the second stood on the pier";
  auto corrected = with_lines({"1 2"});
  corrected.of = base::to_hex(last_act(stage, *order, Kind::issue).value_or(base::Id{}).view());
  corrected.corrects = base::to_hex(receipt->view());
  if (auto ok = play(stage, {{"phl", &*order, Kind::resolve, upheld, "upholds the dispute"},
                             {"phl", &*order, Kind::receive, corrected, "corrects its receipt: two"},
                             {"phl", &*order, Kind::return_in_kind, {}, "gives both back, clean and tested"},
                             {"jpn", &*order, Kind::accept_return, {}, "accepts them"},
                             {"phl", &*order, Kind::close, {}, "closes the order"}});
      !ok)
    return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  check_closed(stage, *order, "the loan with its dispute resolved");
  return {};
}

/// A debt in fuel that was not replaced in time becomes money at the order's price.
Done<void> convert(Stage& stage) {
  stage.as_of(kDaysBack - 3);
  const auto due = to_text(base::add_days(stage.today(), 10));
  auto ago = ask(stage,
                 full_request({"1 fuel F-76 30000 LTR replacement_in_kind 95 Naval distillate fuel | due " +
                               due + " Subic Bay"},
                              "P-2026-009", "Subic Bay"),
                 "(entered late) the Philippines asked for 30 000 litres of F-76");
  if (!ago) return tl::unexpected(ago.error());
  if (auto ok = play(stage, {{"jpn", &*ago, Kind::offer, full_offer(), "(entered late) offered it"},
                             {"phl", &*ago, Kind::accept, {}, "(entered late) accepted"},
                             {"jpn", &*ago, Kind::issue, {}, "(entered late) issued it"},
                             {"phl", &*ago, Kind::receive, {}, "(entered late) received it"}});
      !ok)
    return ok;
  stage.as_of(0);
  fmt::print("  It was to be replaced by {}, and was not.\n", due);
  auto bill = noted(&OrderWords::number, "JN-2026-0042");
  bill.due = to_text(base::add_days(stage.today(), 30));
  if (auto ok = play(stage, {{"jpn", &*ago, Kind::convert, {}, "converts the debt: 2 850 000 yen"},
                             {"jpn", &*ago, Kind::invoice, bill, "bills it"},
                             {"phl", &*ago, Kind::pay, noted(&OrderWords::reference, "BSP-2211"), "pays"},
                             {"jpn", &*ago, Kind::confirm, {}, "confirms that the money arrived"},
                             {"jpn", &*ago, Kind::close, {}, "closes the order"}});
      !ok)
    return ok;
  if (auto ok = stage.settle(); !ok) return ok;
  check_closed(stage, *ago, "the overdue debt converted to money");
  return {};
}

/// Accepting is refused where the year's ceiling would be passed; a smaller order fits.
Done<void> reach_the_ceiling(Stage& stage) {
  const auto order = ask(stage,
                         full_request({"1 training COURSE 40 DAY reimbursement 90000 Damage control course"},
                                      "P-2026-017", "Yokosuka"),
                         "the Philippines asks for 40 days of training at 90 000 yen");
  if (!order) return tl::unexpected(order.error());
  if (auto ok = play(stage, {{"jpn", &*order, Kind::offer, full_offer(), "offers it for 3 600 000 yen"}});
      !ok)
    return ok;
  auto& guest = stage.nation("phl");
  const auto refused = sign_order_act(*guest.desk, *order, Kind::accept, {}, "", stage.now());
  stage.check("an acceptance above the year's ceiling is refused with its clause",
              !refused && refused.error().says.find("refused_ceiling (demonstration)") != std::string::npos);
  fmt::print("  phl  would accept, and is told at once:\n       {}\n",
             refused ? std::string("nothing") : refused.error().says);
  auto smaller = full_offer();
  smaller.lines = {"1 training COURSE 30 DAY reimbursement 90000 Damage control course"};
  if (auto ok =
          play(stage, {{"jpn", &*order, Kind::offer, smaller, "offers 30 days for 2 700 000 yen instead"},
                       {"phl", &*order, Kind::accept, {}, "accepts: it fits"}});
      !ok)
    return ok;
  return stage.settle();
}
}  // namespace

Done<void> play_the_settlements(Stage& stage) {
  chapter("8. The other two means: an exchange of equal value, and a loan with a dispute");
  if (auto ok = exchange(stage); !ok) return ok;
  if (auto ok = lend(stage); !ok) return ok;
  chapter("9. An overdue debt, and a ceiling");
  if (auto ok = convert(stage); !ok) return ok;
  return reach_the_ceiling(stage);
}

}  // namespace palitan::cli
