#include "cli/across_desk.h"

namespace palitan::cli {

Done<std::unique_ptr<Desk>> open_other(const Context& context, const Desk& here, const std::string& book) {
  auto other = context;
  other.partnership = book;
  auto desk = open_desk(other);
  if (!desk) return tl::unexpected(desk.error());
  if ((*desk)->partnership() == here.partnership())
    return trouble(kUsage, fmt::format("'{}' is the book itself. Name the other one.", book));
  return desk;
}

Done<CaseView> case_named(Desk& desk, const std::string& name, std::string_view kind) {
  const auto id = pick_case(desk, name, kind);
  if (!id) return tl::unexpected(id.error());
  auto view = desk.case_file(*id);
  if (!view) return tl::unexpected(view.error());
  if (case_row(*id, view->file).kind != kind)
    return trouble(kRefused, fmt::format("{} is no {}.", short_hex(*id), kind));
  return view;
}

Done<base::Id> sign_draft(const Context& context, Desk& desk, const Hand& hand, statement::Role role,
                          node::Draft draft) {
  const auto time = when(context, hand.at);
  if (!time) return tl::unexpected(time.error());
  const auto seat = pick_seat(desk, hand.by, role);
  if (!seat) return tl::unexpected(seat.error());
  draft.seat = *seat;
  draft.effective = *time;
  const auto done = desk.sign(draft);
  if (!done) return tl::unexpected(done.error());
  say_signed(*done, name(draft.kind));
  return done->id;
}

statement::Role finance_role(const Desk& desk, const kernel::OrderFact& order) {
  return desk.party() == order.supplier ? statement::Role::biller : statement::Role::payer;
}

Done<base::Id> show_here(const Context& context, Desk& here, Desk& there, const base::Id& act,
                         const Hand& hand) {
  const auto rows = here.cases();
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (row.kind != "evidence") continue;
    const auto view = here.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (view->file.evidence && view->file.evidence->act.raw == act.raw &&
        view->file.evidence->partnership.raw == there.partnership().raw)
      return row.id;
  }
  auto evidence = there.evidence(base::to_hex(act.view()));
  if (!evidence) return tl::unexpected(evidence.error());
  // The hand of the act that follows may hold another role, so the custodian is found anew.
  return sign_body(context, here, {{}, hand.at}, statement::Role::custodian,
                   statement::Disclose{std::move(*evidence), ""});
}

}  // namespace palitan::cli
