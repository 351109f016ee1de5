// Acts that reach from one book into another, signed at the desks of one node in both.
#pragma once
#include "cli/commands.h"

namespace palitan::cli {

/// Who signs and when, as every command of this kind may say.
struct Hand {
  std::string by;  ///< office or first digits of a seat
  std::string at;
};

/// The same node's desk in another of its books. Trouble: nobody serves, no such book, the same book.
Done<std::unique_ptr<Desk>> open_other(const Context& context, const Desk& here, const std::string& book);
/// An order or round of this desk, whole. Trouble: none, several, another kind of case.
Done<CaseView> case_named(Desk& desk, const std::string& name, std::string_view kind);

/// Signs as `role` and says so.
Done<base::Id> sign_draft(const Context& context, Desk& desk, const Hand& hand, statement::Role role,
                          node::Draft draft);
template <class Body>
Done<base::Id> sign_body(const Context& context, Desk& desk, const Hand& hand, statement::Role role,
                         const Body& body, std::optional<base::Id> in = {}) {
  auto draft = draft_of(base::KeyId{}, body, in);
  return sign_draft(context, desk, hand, role, std::move(draft));
}
/// What an order's act that bills or pays is signed as, by the desk's own side.
statement::Role finance_role(const Desk& desk, const kernel::OrderFact& order);

/// An agreed act of `there`, shown in `here` with its proof; where it was shown already, that disclosure.
/// Trouble: not agreed there, no custodian, refused.
Done<base::Id> show_here(const Context& context, Desk& here, Desk& there, const base::Id& act,
                         const Hand& hand);
/// The body of an act, as it was signed. Trouble: another kind.
template <class Body>
Done<Body> body_of(Desk& desk, const std::string& act) {
  const auto bytes = desk.act_bytes(act);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto read = statement::decode_statement(*bytes);
  if (!read) return trouble(read.error());
  auto body = statement::read_body<Body>(read->content());
  if (!body) return trouble(body.error());
  return std::move(*body);
}

void add_netting_commands(CLI::App& app, Context& context);      ///< netting
void add_transfer_commands(CLI::App& app, Context& context);     ///< transfer
void add_credit_commands(CLI::App& app, Context& context);       ///< credit
void add_mission_act_commands(CLI::App& app, Context& context);  ///< visit, grant

}  // namespace palitan::cli
