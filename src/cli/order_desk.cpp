#include "cli/order_desk.h"

#include "cli/attaching.h"
#include "cli/commands.h"
#include "kernel/case_table.h"

namespace palitan::cli {
namespace {

/// By its reference, where one visit alone has it, or by its id. Nothing where none is named.
Done<std::optional<base::Id>> visit_meant(Desk& desk, const std::string& named) {
  if (named.empty()) return std::optional<base::Id>{};
  const auto cases = desk.cases();
  if (!cases) return tl::unexpected(cases.error());
  std::vector<base::Id> called;
  for (const auto& row : *cases) {
    if (row.kind != "visit") continue;
    const auto view = desk.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (view->file.visit && view->file.visit->reference == named) called.push_back(row.id);
  }
  if (called.size() == 1) return std::optional(called.front());
  const auto id = pick_case(desk, named, "visit");
  if (!id) return tl::unexpected(id.error());
  return std::optional(*id);
}
}  // namespace

Done<SignedAct> sign_request(Desk& desk, const OrderWords& words, std::string_view named,
                             base::Effective time) {
  const auto instrument = pick_case(desk, words.instrument, "instrument");
  if (!instrument) return tl::unexpected(instrument.error());
  const auto activity = pick_case(desk, words.activity, "activity");
  if (!activity) return tl::unexpected(activity.error());
  const auto visit = visit_meant(desk, words.visit);
  if (!visit) return tl::unexpected(visit.error());
  auto body = request_body(words, *instrument, *activity, *visit);
  if (!body) return tl::unexpected(body.error());
  const auto seat = pick_seat(desk, named, statement::Role::requester);
  if (!seat) return tl::unexpected(seat.error());
  node::Draft draft;
  draft.seat = *seat;
  draft.kind = statement::Kind::request;
  draft.body = std::move(*body);
  draft.effective = time;
  auto attached = attach_files(desk, words.attach);
  if (!attached) return tl::unexpected(attached.error());
  draft.attachments = std::move(*attached);
  return desk.sign(draft);
}

Done<SignedAct> sign_order_act(Desk& desk, const base::Id& order, statement::Kind kind,
                               const OrderWords& words, std::string_view named, base::Effective time) {
  const auto view = desk.case_file(order);
  if (!view) return tl::unexpected(view.error());
  if (!view->file.order)
    return trouble(kUsage, "That case is not an order. See the orders with: palitan cases.");
  const auto& fact = *view->file.order;
  const bool supplies = fact.supplier == desk.party();
  if (!supplies && fact.recipient != desk.party())
    return trouble(kRefused, fmt::format("{} is no side of this order.", desk.party()));
  auto role = kernel::role_for(kind, supplies ? kernel::Side::supplier : kernel::Side::recipient);
  if (!role)
    return trouble(kRefused, fmt::format("In this order, '{}' is for the other side: {} is the {}.",
                                         name(kind), desk.party(), supplies ? "supplier" : "recipient"));
  const auto law = desk.case_file(fact.instrument);
  if (!law) return tl::unexpected(law.error());
  const auto* rules = law->file.instrument ? &law->file.instrument->rules : nullptr;
  auto body =
      order_body(kind, words,
                 {fact, rules, order, law->file.instrument ? &*law->file.instrument : nullptr, desk.party()});
  if (!body) return tl::unexpected(body.error());
  if (kind == statement::Kind::withdraw && !supplies)
    role = kernel::role_to_withdraw(fact, codec::decode<statement::Withdraw>(*body)->of);
  const auto seat = pick_seat(desk, named, *role);
  if (!seat) return tl::unexpected(seat.error());
  node::Draft draft;
  draft.seat = *seat;
  draft.kind = kind;
  draft.case_id = order;
  draft.body = std::move(*body);
  draft.effective = time;
  auto attached = attach_files(desk, words.attach);
  if (!attached) return tl::unexpected(attached.error());
  draft.attachments = std::move(*attached);
  return desk.sign(draft);
}

}  // namespace palitan::cli
