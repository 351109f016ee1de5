#include "api/round_views.h"

#include "api/json_view.h"
#include "node/across_drafts.h"

namespace palitan::api {
namespace {
using base::Code;

std::string text_of(const kernel::RoundFact& round, std::int64_t amount) {
  return ledger::amount_text(round.round.commodity, amount);
}

Json share_json(const kernel::RoundFact& round, const node::RoundShare& share) {
  const auto figures = [&](std::int64_t owes, std::int64_t owed) {
    return Json{{"owes", json_of(owes)},
                {"owed", json_of(owed)},
                {"net", json_of(owed - owes)},
                {"text", "owes " + text_of(round, owes) + ", is owed " + text_of(round, owed)}};
  };
  return {{"party", share.party},
          {"before", figures(share.owes, share.owed)},
          {"after", figures(share.owes - share.cleared, share.owed - share.cleared)},
          {"cleared", json_of(share.cleared)}};
}

Json debt_json(const kernel::RoundFact& round, const kernel::RoundDebt& debt,
               const std::vector<statement::ClearedDebt>& cleared) {
  std::int64_t taken = 0;
  for (const auto& one : cleared)
    if (one.lock == debt.lock) taken = one.amount;
  Json out = json_of(debt);
  out["cleared"] = json_of(taken);
  out["text"] = text_of(round, debt.amount);
  return out;
}

std::string certificate_words(const kernel::RoundFact& round, const node::RoundSolution& found) {
  if (found.body.cleared.empty())
    return "Nothing of these debts runs in a circle, so nothing can be cleared. Let the round lapse, or wait "
           "for more debts.";
  return "Checked: every amount is within its debt, no party's net position moves, and by the potentials no "
         "other clearing cancels more than " +
         text_of(round, found.total) + " " + round.round.commodity + ", nor as much of older debts.";
}
}  // namespace

base::Result<net::Response> solve_round(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  std::optional<kernel::CaseFact> file;
  const auto asked = app.service.writer().ask(
      record->id, [&](node::Book& book) { file = book.get<kernel::CaseFact>(kernel::case_key(*id), true); });
  if (!asked) return tl::unexpected(asked.error());
  if (!file || !file->round) return base::refuse(Code::local_not_found, "no round " + call.parts[1]);
  const auto& round = *file->round;
  if (round.state == kernel::RoundState::cleared || round.state == kernel::RoundState::lapsed)
    return base::refuse(Code::refused_state, "the round is " + std::string(name(round.state)), "netting");
  const auto found = node::solve_round(round);
  if (!found) return tl::unexpected(found.error());
  Json shares = Json::array();
  for (const auto& share : found->shares) shares.push_back(share_json(round, share));
  Json debts = Json::array();
  for (const auto& debt : round.debts) debts.push_back(debt_json(round, debt, found->body.cleared));
  return json_response({{"round", base::to_hex(id->view())},
                        {"commodity", round.round.commodity},
                        {"draft", {{"kind", "propose_clearing"}, {"body", json_of(found->body)}}},
                        {"total", json_of(found->total)},
                        {"parties", std::move(shares)},
                        {"debts", std::move(debts)},
                        {"certificate", certificate_words(round, *found)}});
}

}  // namespace palitan::api
