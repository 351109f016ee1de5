#include "api/sheet_ground.h"

#include <algorithm>

#include "api/case_files.h"
#include "api/clause_view.h"
#include "crypto/hash.h"

namespace palitan::api {
namespace {

using base::Code;

/// Agreed and pending cases that `keep` chooses, as they stand with everything pending.
base::Result<std::map<base::Id, kernel::CaseFact>> cases_of(
    App& app, const Record& record, const std::function<bool(const base::Id&, const kernel::CaseFact&)>& keep,
    papers::ImportGround& ground) {
  const auto opened = opened_by_pending(app, record);
  if (!opened) return tl::unexpected(opened.error());
  std::set<base::Id> ids = *opened;
  record.store.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const base::Id id{key.id};
    const auto file = codec::decode<kernel::CaseFact>(bytes);
    if (file && keep(id, *file)) ids.insert(id);
    return true;
  });
  std::map<base::Id, kernel::CaseFact> out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& id : ids)
      if (auto file = book.get<kernel::CaseFact>(kernel::case_key(id), true); file && keep(id, *file))
        out.emplace(id, std::move(*file));
    ground.party = book.party();
    const auto partnership = book.get<kernel::PartnershipFact>(kernel::partnership_key(), true);
    if (partnership)
      for (const auto& party : partnership->parties) ground.parties.push_back(party.code);
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

}  // namespace

std::string sheet_key(const SheetSource& source, papers::SheetKind kind, const std::string& document) {
  // The document's name may be long and hold anything; its hash stands for it.
  const auto named = crypto::sha256(base::view_of(document));
  return "sheet/" + std::string(papers::name(kind)) + "/" + base::to_hex(source.hash.view()) + "/" +
         base::to_hex(named.view());
}

base::Result<papers::ImportGround> sheet_ground(App& app, const Record& record,
                                                const papers::ImportTable& table, papers::SheetKind kind,
                                                const SheetSource& source) {
  papers::ImportGround out;
  const auto names = papers::names_in(table, kind);
  const auto named = [&](const base::Id& id, const kernel::OrderFact& order) {
    if (names.orders.contains(order.reference)) return true;
    return kind == papers::SheetKind::receipts &&
           std::any_of(names.orders.begin(), names.orders.end(),
                       [&](const auto& text) { return papers::names_order(text, id, order); });
  };
  auto cases = cases_of(
      app, record,
      [&](const base::Id& id, const kernel::CaseFact& file) {
        return file.instrument.has_value() || file.activity.has_value() || file.visit.has_value() ||
               (file.order && named(id, *file.order));
      },
      out);
  if (!cases) return tl::unexpected(cases.error());
  for (auto& [id, file] : *cases) {
    if (file.instrument) {
      out.instruments.emplace_back(id, *file.instrument);
      out.clauses.emplace(id, clause_texts(app, record, id));
    }
    if (file.visit) out.visits.emplace_back(id, *file.visit);
    if (file.activity) out.activities.emplace_back(id, *file.activity);
    if (file.order) out.orders.emplace_back(id, *file.order);
  }
  for (const auto& document : names.documents)
    if (record.store.note("draft/" + sheet_key(source, kind, document))) out.imported.insert(document);
  return out;
}

base::Result<base::KeyId> sheet_seat(App& app, const Record& record, const std::string& named,
                                     statement::Role role, const std::optional<Session>& session) {
  std::vector<base::KeyId> fit;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& state : app.service.keys().seats()) {
      const auto fact = book.get<kernel::SeatFact>(kernel::seat_key(state.seat), true);
      if (!fact || fact->root || fact->party != book.party()) continue;
      if (named.empty() && session && !session->may_sign(record.id, state.seat)) continue;
      const bool meant = named.empty()
                             ? state.unlocked && fact->has(role) && !fact->revoked_after
                             : fact->office == named || base::to_hex(state.seat.view()).starts_with(named);
      if (meant) fit.push_back(state.seat);
    }
  });
  if (!asked) return tl::unexpected(asked.error());
  const std::string called(statement::name(role));
  if (fit.empty()) return base::refuse(Code::local_no_seat, "none for the role " + called);
  if (fit.size() > 1)
    return base::refuse(Code::local_draft, "several seats hold " + called + ": name one, \"by\"");
  return fit.front();
}

}  // namespace palitan::api
