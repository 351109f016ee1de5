// What a partnership lives on beside its orders, and one view over all of the node's partnerships.
#include "api/case_files.h"
#include "api/mission_json.h"
#include "api/routes.h"

namespace palitan::api {
namespace {
using base::Code;

Json everywhere_book(const base::Id& id, node::Book& book, base::Instant now) {
  Json parties = Json::array();
  if (const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false))
    for (const auto& party : fact->parties) parties.push_back(party.code);
  Json out = {{"partnership", json_of(id)}, {"parties", std::move(parties)}, {"height", book.height()}};
  if (book.log_size() > 0) out["accord_time"] = base::to_text(book.head().time);
  out["pending"] = book.pending_order().size();
  if (const auto stall = book.stall(now); stall.waiting) out["waiting_for"] = stall.waiting_for;
  return out;
}

Json account_json(const base::Id& book, const ledger::Account& account, const ledger::Commodity& commodity,
                  std::int64_t amount) {
  return {{"partnership", json_of(book)},
          {"account", ledger::to_text(account)},
          {"kind", std::string(ledger::name(account.kind))},
          {"holder", account.holder},
          {"other", account.other},
          {"commodity", commodity},
          {"amount", json_of(amount)},
          {"text", ledger::amount_text(commodity, amount)}};
}
}  // namespace

base::Result<net::Response> get_visits_view(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto on = day_of(app, call);
  if (!on) return tl::unexpected(on.error());
  const auto cases = case_files(app, *record, {"visit", "instrument"});
  if (!cases) return tl::unexpected(cases.error());
  const auto files = cases->view();
  return json_response(visits_json(reports::visits_view(files, *on), files));
}

base::Result<net::Response> get_grants_view(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto on = day_of(app, call);
  if (!on) return tl::unexpected(on.error());
  const auto donor = call.request.query("donor").value_or("");
  if (!donor.empty() && !statement::is_party_code(donor))
    return base::refuse(Code::local_draft, "\"donor\" is a party code like jpn");
  const auto cases = case_files(app, *record, {"grant", "instrument"});
  if (!cases) return tl::unexpected(cases.error());
  const auto view = reports::grants_view(cases->view(), *on, donor);
  if (!view) return tl::unexpected(view.error());
  return json_response(grants_json(*view));
}

base::Result<net::Response> get_public_sheet(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  reports::SheetLabels labels = reports::SheetLabels::en;
  if (const auto text = call.request.query("language"); text && !from_name(*text, labels))
    return base::refuse(Code::local_draft, "\"language\" is en, ja or fil");
  const auto format = call.request.query("format").value_or("json");
  if (format != "json" && format != "markdown")
    return base::refuse(Code::local_draft, "\"format\" is json or markdown");
  const auto file = case_file(app, *record, *id);
  if (!file) return tl::unexpected(file.error());
  if (!file->grant) return base::refuse(Code::local_not_found, "no grant " + call.parts[1]);
  const auto law = case_file(app, *record, file->grant->note.instrument);
  if (!law) return tl::unexpected(law.error());
  const std::vector<reports::CaseFile> both = {{*id, &*file}, {file->grant->note.instrument, &*law}};
  const auto grants = reports::grants_in(both);
  const auto sheet = grants.empty() ? std::nullopt : reports::public_sheet(grants.front());
  if (!sheet) return base::refuse(Code::local_not_found, "nothing of it is fit to be published yet");
  if (format == "markdown")
    return text_response(public_sheet_text(*sheet, labels), "text/markdown; charset=utf-8");
  return json_response(public_sheet_json(*id, *sheet, labels));
}

base::Result<net::Response> get_activities_view(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto on = day_of(app, call);
  if (!on) return tl::unexpected(on.error());
  const auto pending = pending_files(app, *record);
  if (!pending) return tl::unexpected(pending.error());
  const auto cases = case_files(app, *record, {"activity", "visit"});
  if (!cases) return tl::unexpected(cases.error());
  std::map<base::Id, reports::ActivityCosts> costs;
  std::map<base::Id, std::size_t> visits;
  const auto asked = app.costs.ask(record->id, record->store, *pending, [&](const reports::CostBook& book) {
    for (const auto& [id, file] : cases->files)
      if (file.activity) costs[id] = book.of(id);
  });
  if (!asked) return tl::unexpected(asked.error());
  for (const auto& [id, file] : cases->files)
    if (file.visit) ++visits[file.visit->activity];
  Json out = Json::array();
  for (const auto& [id, file] : cases->files) {
    if (!file.activity) continue;
    auto one = activity_json(id, *file.activity, *on);
    one["orders"] = costs[id].orders();
    one["visits"] = visits[id];
    auto& rows = one["costs"] = Json::array();
    for (const auto& cost : costs[id].rows()) rows.push_back(cost_json(cost));
    out.push_back(std::move(one));
  }
  return json_response({{"activities", std::move(out)}});
}

base::Result<net::Response> get_everywhere(App& app, const Call&) {
  auto& writer = app.service.writer();
  const auto& own = app.service.folder().file().party;
  Json books = Json::array(), accounts = Json::array();
  std::map<ledger::Commodity, reports::Claims> sums;
  for (const auto& id : writer.partnerships()) {
    ledger::Position position;
    const auto asked = writer.ask(id, [&](node::Book& book) {
      books.push_back(everywhere_book(id, book, writer.now()));
      position = book.balances(true);
    });
    if (!asked) return tl::unexpected(asked.error());
    for (const auto& [key, amount] : position.amounts()) {
      if (!reports::is_claim(key.first, own)) continue;
      if (auto ok = reports::add_claim(sums, key.second, amount); !ok) return tl::unexpected(ok.error());
      accounts.push_back(account_json(id, key.first, key.second, amount));
    }
  }
  Json totals = Json::array();
  for (const auto& [commodity, sum] : sums)
    totals.push_back({{"commodity", commodity},
                      {"may_ask", ledger::amount_text(commodity, sum.may_ask)},
                      {"owes", ledger::amount_text(commodity, -sum.owes)}});
  return json_response({{"party", own},
                        {"books", std::move(books)},
                        {"accounts", std::move(accounts)},
                        {"totals", std::move(totals)}});
}

}  // namespace palitan::api
