#include "api/case_next.h"

#include <algorithm>

#include "kernel/account.h"

namespace palitan::api {
namespace {
using statement::Kind;
using statement::PartyCode;
using statement::Role;

bool is_among(const std::vector<PartyCode>& parties, std::string_view code) {
  return std::find(parties.begin(), parties.end(), code) != parties.end();
}
/// Money is the word of who bills or pays.
void add_finance(Json& out, Kind kind, const PartyCode& party) {
  for (const auto role : {Role::biller, Role::payer}) out.push_back(step_json(kind, party, role));
}
}  // namespace

Json step_json(Kind kind, std::string_view party, Role role) {
  return {{"kind", std::string(statement::name(kind))},
          {"party", std::string(party)},
          {"role", std::string(statement::name(role))}};
}

Json next_of(const kernel::ActivityFact& activity) {
  Json out = Json::array();
  const auto& parties = activity.activity.parties;
  for (const auto& party : parties)
    if (!is_among(activity.concurred, party))
      out.push_back(step_json(Kind::concur_activity, party, Role::custodian));
  for (const auto& proposal : activity.proposed)
    for (const auto& party : parties) {
      if (is_among(proposal.concurred, party)) continue;
      auto step = step_json(Kind::concur_activity, party, Role::custodian);
      step["change"] = json_of(proposal.version.change);
      out.push_back(std::move(step));
    }
  for (const auto& party : parties)
    for (const auto kind : {Kind::change_activity, Kind::record_event})
      out.push_back(step_json(kind, party, Role::custodian));
  return out;
}

Json next_of(const kernel::AccountFact& account) {
  Json out = Json::array();
  if (account.state == kernel::AccountState::agreed || account.state == kernel::AccountState::replaced)
    return out;
  const auto& cut = account.cut;
  const auto other = [&](const PartyCode& party) { return party == cut.first ? cut.second : cut.first; };
  for (const auto& query : account.queries)
    if (!query.answer) add_finance(out, Kind::answer_account, other(query.by));
  for (const auto& party : {cut.first, cut.second}) {
    if (!kernel::awaits_answer(account)) add_finance(out, Kind::state_account, party);
    add_finance(out, Kind::query_account, party);
  }
  return out;
}

Json next_of(const kernel::CreditFact& credit) {
  Json out = Json::array();
  if (credit.state != kernel::CreditState::recorded) return out;
  for (const auto& party : credit.touched) {
    if (std::any_of(credit.words.begin(), credit.words.end(),
                    [&](const auto& word) { return word.party == party; }))
      continue;
    const auto role = !credit.service                     ? Role::approver
                      : party == credit.service->provider ? Role::issuer
                                                          : Role::receiver;
    out.push_back(step_json(Kind::confirm_credit, party, role));
  }
  return out;
}

Json next_of(const kernel::RoundFact& round) {
  Json out = Json::array();
  if (round.state == kernel::RoundState::cleared || round.state == kernel::RoundState::lapsed) return out;
  for (const auto& party : round.round.parties) {
    if (round.clearing && !is_among(round.clearing->agreed, party))
      out.push_back(step_json(Kind::agree_clearing, party, Role::approver));
    add_finance(out, Kind::enter_debt, party);
    if (!round.debts.empty()) out.push_back(step_json(Kind::propose_clearing, party, Role::approver));
    out.push_back(step_json(Kind::lapse_round, party, Role::approver));
  }
  return out;
}

}  // namespace palitan::api
