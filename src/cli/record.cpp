#include "cli/record.h"

#include <nlohmann/json.hpp>

#include "cli/table.h"
#include "kernel/case_words.h"
#include "reports/case_title.h"

namespace palitan::cli {

std::string short_hex(const base::Id& id) { return short_id(base::to_hex(id.view())); }

std::vector<BalanceRow> rows_of(const ledger::Position& position) {
  std::vector<BalanceRow> out;
  for (const auto& [key, amount] : position.amounts()) out.push_back({key.first, key.second, amount});
  return out;
}

std::string balances_text(const std::vector<BalanceRow>& rows, std::size_t indent) {
  if (rows.empty()) return std::string(indent, ' ') + "Every balance is zero.\n";
  Table table({"account", "amount", "of"}, {1});
  for (const auto& row : rows)
    table.add({to_text(row.account), grouped(ledger::amount_text(row.commodity, row.amount)), row.commodity});
  return table.text(indent);
}

std::string balances_json(const std::vector<BalanceRow>& rows) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& row : rows)
    out.push_back({{"account", to_text(row.account)},
                   {"commodity", row.commodity},
                   {"amount", ledger::amount_text(row.commodity, row.amount)}});
  return out.dump(2) + "\n";
}

std::string status_text(const Status& status) {
  std::string out = fmt::format("Partnership {} of", short_hex(status.partnership));
  for (const auto& party : status.parties) out += " " + party;
  out += fmt::format(", seen from {}\n", status.party);
  out +=
      fmt::format("  log size      {} statements agreed in {} accords\n", status.log_size, status.height + 1);
  out += fmt::format("  root          {}\n", status.root);
  out += fmt::format("  results       {}\n", status.results);
  std::string cosigners;
  for (const auto& name : status.cosigned_by) cosigners += (cosigners.empty() ? "" : ", ") + name;
  out += fmt::format("  cosigned by   {}\n  at            {}\n", cosigners, status.accord_time);
  out += fmt::format("  pending       {} not yet agreed, {} held until what they cite arrives\n",
                     status.pending, status.held);
  if (!status.waiting_for.empty())
    out +=
        fmt::format("  not yet agreed since {}: waiting for {}\n", status.waiting_since, status.waiting_for);
  if (status.rolled_back)
    out += fmt::format("  ITS KEYS ARE SPENT: {}; docs/operating/backup.md\n", *status.rolled_back);
  if (status.misconduct)
    out += fmt::format("  ACCORDS STAND STILL: {} (palitan misdeeds shows the papers)\n", *status.misconduct);
  return out;
}

std::string log_text(const std::vector<LogRow>& rows) {
  Table table({"place", "accord", "date", "act", "by", "office", "verdict", "id", "case"}, {0, 1});
  for (const auto& row : rows) {
    const bool pending = row.position == kPendingPosition;
    table.add({pending ? "pending" : std::to_string(row.position), pending ? "-" : std::to_string(row.height),
               row.act.date, row.act.kind, row.act.party, row.act.office,
               row.act.clause.empty() ? row.act.code : fmt::format("{} ({})", row.act.code, row.act.clause),
               short_id(row.act.id), short_id(row.case_id)});
  }
  return table.text();
}

std::string cases_text(const std::vector<CaseRow>& rows) {
  Table table({"id", "kind", "state", ""});
  for (const auto& row : rows) table.add({short_hex(row.id), row.kind, row.state, row.title});
  return table.text(2);
}

namespace {
std::string row_state(const kernel::CaseFact& file) {
  if (file.instrument)
    return file.instrument->in_force
               ? "in force from " + to_text(*file.instrument->in_force)
               : fmt::format("ratified by {} of {}", file.instrument->ratifications.size(),
                             file.instrument->rules.parties.size());
  if (file.activity)
    return fmt::format("concurred by {} of {}", file.activity->concurred.size(),
                       file.activity->activity.parties.size());
  return std::string(kernel::state_of(file));
}
}  // namespace

CaseRow case_row(const base::Id& id, const kernel::CaseFact& file) {
  return {id, std::string(kernel::kind_of(file)), reports::case_title(file), row_state(file)};
}

}  // namespace palitan::cli
