#include "api/act_view.h"

namespace palitan::api {
namespace {

Json body_json(const statement::Content& content, std::optional<statement::Kind> kind) {
  if (!kind) return Json();
  return statement::with_body(*kind, [&](auto fresh) {
    const auto body = statement::read_body<decltype(fresh)>(content);
    return body ? json_of(*body) : Json();
  });
}

kernel::Verdict verdict_of(const store::LogEntry& entry) {
  return {base::code_from_number(entry.code).value_or(base::Code::refused_unreadable),
          entry.clause,
          entry.state,
          {}};
}

}  // namespace

Json verdict_json(const kernel::Verdict& verdict, std::optional<statement::Kind> kind) {
  Json out = {{"name", std::string(base::name(verdict.code))},
              {"code", static_cast<std::uint16_t>(verdict.code)}};
  if (!verdict.clause.empty()) out["clause"] = verdict.clause;
  const auto state = static_cast<kernel::OrderState>(verdict.state);
  const bool of_order = kind && *kind >= statement::Kind::request && *kind <= statement::Kind::concur_date;
  if (of_order && kernel::is_valid(state)) out["state"] = std::string(kernel::name(state));
  if (verdict.code != base::Code::accepted) out["detail"] = base::sentence(verdict.refusal());
  return out;
}

base::Result<std::map<base::Id, Standing>> standings(App& app, const Record& record,
                                                     const std::vector<base::Id>& ids) {
  std::map<base::Id, Standing> out;
  std::vector<std::pair<base::Id, base::KeyId>> seats;
  for (const auto& id : ids) {
    auto row = record.store.statement(id);
    if (!row) continue;
    if (const auto act = statement::decode_statement(row->bytes)) seats.emplace_back(id, act->content().seat);
    out[id].row = std::move(*row);
  }
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& [id, seat] : seats) {
      auto& standing = out.at(id);
      if (const auto* pending = book.pending(id)) standing.provisional = pending->verdict;
      const auto fact = book.fact(kernel::seat_key(seat), true);
      if (const auto* known = fact ? kernel::fact_as<kernel::SeatFact>(fact.get()) : nullptr) {
        standing.party = known->party;
        standing.office = known->office;
      }
    }
  });
  if (!asked) return tl::unexpected(asked.error());
  // What became agreed between the two looks.
  for (auto& [id, standing] : out)
    if (!standing.row.entry && !standing.provisional)
      if (auto row = record.store.statement(id)) standing.row = std::move(*row);
  return out;
}

Json act_json(const base::Id& id, const Standing& standing, bool whole, const node::Attachments* here) {
  Json out = {{"id", base::to_hex(id.view())}};
  const auto act = statement::decode_statement(standing.row.bytes);
  if (!act) return out;  // was read when it came; a damaged file says so elsewhere
  const auto& c = act->content();
  const auto kind = act->kind();
  out["kind"] = kind ? std::string(statement::name(*kind)) : std::to_string(c.kind);
  if (!standing.party.empty()) out["party"] = standing.party;
  if (!standing.office.empty()) out["office"] = standing.office;
  out["seat"] = base::to_hex(c.seat.view());
  out["sequence"] = json_of(c.sequence);
  out["case"] = base::to_hex(act->case_of().view());
  out["made_at"] = base::to_text(c.made_at);
  out["effective"] = base::to_text(c.effective());
  out["marking"] = std::string(statement::name(c.marking));
  const auto& entry = standing.row.entry;
  out["standing"] = entry ? "agreed" : standing.row.held ? "held" : "pending";
  if (entry) {
    out["position"] = entry->position;
    out["height"] = entry->height;
    out["verdict"] = verdict_json(verdict_of(*entry), kind);
  } else if (standing.provisional)
    out["verdict"] = verdict_json(*standing.provisional, kind);
  if (here != nullptr && (whole || !c.attachments.empty()))
    out["attachments"] = attachments_json(c.attachments, *here);
  if (!whole) return out;
  if (c.previous) out["previous"] = json_of(*c.previous);
  out["after"] = json_of(c.after);
  if (here == nullptr) out["attachments"] = json_of(c.attachments);
  out["size"] = standing.row.bytes.size();
  if (auto body = body_json(c, kind); !body.is_null()) out["body"] = std::move(body);
  return out;
}

}  // namespace palitan::api
