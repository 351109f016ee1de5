#include "api/account_views.h"

#include "api/mission_json.h"
#include "kernel/account.h"
#include "papers/partner_list.h"

namespace palitan::api {
namespace {
using base::Code;

/// The account with everything pending, and the references of the orders its open items name.
struct Account {
  base::Id id;
  kernel::AccountFact fact;
};
base::Result<Account> account_of(App& app, const Record& record, const Call& call) {
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  std::optional<kernel::CaseFact> file;
  const auto asked = app.service.writer().ask(
      record.id, [&](node::Book& book) { file = book.get<kernel::CaseFact>(kernel::case_key(*id), true); });
  if (!asked) return tl::unexpected(asked.error());
  if (!file || !file->account) return base::refuse(Code::local_not_found, "no account " + call.parts[1]);
  return Account{*id, std::move(*file->account)};
}

Json entry_json(const statement::AccountBalance& row) {
  return {{"account", row.account},
          {"commodity", row.commodity},
          {"amount", json_of(row.amount)},
          {"text", ledger::amount_text(row.commodity, row.amount)}};
}

Json open_json(const store::Store& store, const std::vector<statement::OpenItem>& open) {
  Json out = Json::array();
  for (const auto& item : open) {
    Json json = json_of(item);
    json["text"] = ledger::amount_text(item.commodity, item.amount) + " " + item.commodity;
    const auto file = agreed<kernel::CaseFact>(store, kernel::case_key(item.in));
    json["reference"] = file && file->order   ? file->order->reference
                        : file && file->grant ? file->grant->note.note
                                              : std::string();
    out.push_back(std::move(json));
  }
  return out;
}

Json listed_json(const reports::ListedInvoice& one) {
  Json out = {{"document", one.document},
              {"date", to_text(one.date)},
              {"amount", money_json(one.amount)},
              {"place", one.place}};
  if (one.quantity)
    out["quantity"] = {{"amount", json_of(one.quantity->micro)}, {"unit", one.quantity->unit}};
  return out;
}
Json listed_json(const std::vector<reports::ListedInvoice>& rows) {
  Json out = Json::array();
  for (const auto& one : rows) out.push_back(listed_json(one));
  return out;
}

/// Invoices between this party and the other side of the account, as they stand with everything pending.
base::Result<std::vector<reports::ListedInvoice>> invoices_of(App& app, const Record& record,
                                                              const kernel::AccountFact& account) {
  std::vector<base::Id> ids;
  record.store.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView) {
    ids.push_back(base::Id{key.id});
    return true;
  });
  std::vector<reports::ListedInvoice> out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& id : ids) {
      const auto file = book.get<kernel::CaseFact>(kernel::case_key(id), true);
      if (!file || !file->order || !kernel::is_side(account, file->order->supplier) ||
          !kernel::is_side(account, file->order->recipient))
        continue;
      for (auto& one : reports::listed_invoices(*file->order, base::to_hex(id.view())))
        out.push_back(std::move(one));
    }
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}
}  // namespace

base::Result<net::Response> get_account_open(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto account = account_of(app, *record, call);
  if (!account) return tl::unexpected(account.error());
  const auto& fact = account->fact;
  auto word = app.account_words.of(record->id, record->store, account->id);
  const bool is_agreed = word.has_value();
  if (!word) {
    if (word.error().code != Code::local_not_found) return tl::unexpected(word.error());
    word = statement::StateAccount{
        kernel::hash_of(fact.balances), static_cast<std::uint32_t>(fact.balances.size()), {}};
  }
  Json entries = Json::array();
  for (const auto& row : fact.balances) entries.push_back(entry_json(row));
  return json_response({{"account", base::to_hex(account->id.view())},
                        {"state", std::string(name(fact.state))},
                        {"first", fact.cut.first},
                        {"second", fact.cut.second},
                        {"agreed", is_agreed},
                        {"balances", base::to_hex(word->balances.view())},
                        {"count", word->count},
                        {"entries", std::move(entries)},
                        {"open", open_json(record->store, word->open)}});
}

base::Result<net::Response> post_account_match(App& app, const Call& call) {
  constexpr std::uint64_t kDaysMax = 366;
  constexpr std::uint64_t kFigureMax = 1'000'000'000'000;
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto account = account_of(app, *record, call);
  if (!account) return tl::unexpected(account.error());
  const auto days = number_of(call, "days", 3, kDaysMax);
  if (!days) return tl::unexpected(days.error());
  const auto minor = number_of(call, "minor", 0, kFigureMax);
  if (!minor) return tl::unexpected(minor.error());
  const auto micro = number_of(call, "micro", 0, kFigureMax);
  if (!micro) return tl::unexpected(micro.error());
  const auto theirs = papers::read_partner_list(call.request.body);
  if (!theirs)
    return base::refuse(Code::local_draft, papers::to_text(theirs.error(), papers::SheetLanguage::english) +
                                               " The columns are: " + std::string(papers::kListColumns) +
                                               ".");
  auto ours = invoices_of(app, *record, account->fact);
  if (!ours) return tl::unexpected(ours.error());
  const auto found =
      reports::match_account(std::move(*ours), *theirs,
                             {static_cast<std::int32_t>(*days), static_cast<std::int64_t>(*minor),
                              static_cast<std::int64_t>(*micro)});
  Json matched = Json::array();
  for (const auto& one : found.matched)
    matched.push_back({{"ours", listed_json(one.ours)},
                       {"theirs", listed_json(one.theirs)},
                       {"because", one.because},
                       {"differs", one.differs},
                       {"allowed", one.allowed}});
  const auto own = app.service.folder().file().party;
  const auto& cut = account->fact.cut;
  return json_response({{"with", own == cut.first ? cut.second : cut.first},
                        {"days", *days},
                        {"minor", *minor},
                        {"micro", *micro},
                        {"matched", std::move(matched)},
                        {"only_ours", listed_json(found.only_ours)},
                        {"only_theirs", listed_json(found.only_theirs)}});
}

}  // namespace palitan::api
