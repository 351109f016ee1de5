// Things with serial numbers: each handed over once, and in one place by the record ever after.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/grant_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Readiness;

base::Result<void> bad_serial(std::string what, const std::string& clause) {
  return base::refuse(Code::refused_serial, std::move(what), clause);
}
base::Result<void> bad_item(std::string what, const std::string& clause) {
  return base::refuse(Code::refused_item, std::move(what), clause);
}

/// Plain text that a plate can carry.
bool is_serial(std::string_view text) {
  return !text.empty() && text.size() <= kSerialMax && text.front() != ' ' && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

/// Serials ascend, none twice, at least one.
template <class List, class SerialOf>
base::Result<void> check_serials(const List& list, SerialOf serial_of, const std::string& clause) {
  if (list.empty() || list.size() > kThingsMax)
    return bad_serial(fmt::format("1 to {} things are named", kThingsMax), clause);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!is_serial(serial_of(list[i])))
      return bad_serial(fmt::format("number {}: 1 to {} plain letters, digits and signs", i + 1, kSerialMax),
                        clause);
    if (i > 0 && !(serial_of(list[i - 1]) < serial_of(list[i])))
      return bad_serial("'" + serial_of(list[i]) + "': numbers ascend, and each stands once", clause);
  }
  return {};
}
const auto kOfState = [](const statement::ItemState& item) { return item.serial; };
const auto kItself = [](const std::string& serial) { return serial; };

/// In the recipient's hands, or where it passed it on.
base::Result<GrantThing*> held(const GrantAct& x, const std::string& serial) {
  auto* thing = x.grant.thing(serial);
  if (thing != nullptr && (thing->custody == Custody::recipient || thing->custody == Custody::transferred))
    return thing;
  const auto why = thing == nullptr                      ? "was not handed over"
                   : thing->custody == Custody::donor    ? "its handover is not confirmed"
                   : thing->custody == Custody::disposed ? "it was disposed of"
                                                         : "it was lost";
  return base::refuse(Code::refused_item, "'" + serial + "': " + why, x.rules.monitoring_clause);
}

/// The grant that built the berth, where the berth is a thing of this grant or of one linked with it.
std::optional<base::Id> grant_of_berth(const GrantAct& x, const std::string& berth) {
  const auto* mark = berth.empty() ? nullptr : x.act.facts.get<MarkFact>(mark_key("serial", berth));
  if (mark == nullptr) return std::nullopt;
  const auto names = [&](const auto& links) {
    return std::any_of(links.begin(), links.end(),
                       [&](const statement::GrantLink& link) { return link.grant == mark->by; });
  };
  if (mark->by == x.act.statement.case_of() || names(x.grant.note.links) || names(x.grant.followers))
    return mark->by;
  return std::nullopt;
}

base::Result<Sighting> sighting(const GrantAct& x, const statement::ItemState& item) {
  const auto& clause = x.rules.monitoring_clause;
  const auto bad = [&](const char* what) {
    return base::refuse(Code::refused_item, "'" + item.serial + "': " + what, clause);
  };
  if (!is_valid(item.readiness)) return bad("readiness");
  if (item.readiness == Readiness::lost) return bad("report a loss");
  if (item.readiness == Readiness::disposed) return bad("carry out a disposal");
  if (item.berth == item.serial) return bad("it cannot be its own berth");
  for (const auto& [text, what] : {std::pair(&item.custodian, "custodian"), std::pair(&item.berth, "berth")})
    if (auto ok = check_text(*text, what, kShortText, false, clause); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_text(item.note, "note", kLongText, false, clause); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = check_place(item.place, "'" + item.serial + "'"); !ok) return tl::unexpected(ok.error());
  return Sighting{x.act.date, item.readiness, item.custodian,
                  item.place, item.berth,     grant_of_berth(x, item.berth)};
}

/// Writes each item's state where `where` says; an older word does not replace a newer one.
base::Result<void> see(const GrantAct& x, const std::vector<statement::ItemState>& items,
                       std::optional<Sighting> GrantThing::* where) {
  if (auto ok = check_serials(items, kOfState, x.rules.monitoring_clause); !ok) return ok;
  for (const auto& item : items) {
    const auto thing = held(x, item.serial);
    if (!thing) return tl::unexpected(thing.error());
    auto seen = sighting(x, item);
    if (!seen) return tl::unexpected(seen.error());
    auto& last = (*thing)->*where;
    if (!last || last->on <= seen->on) last = std::move(*seen);
  }
  return {};
}
}  // namespace

base::Result<void> check_held(const GrantAct& x, const std::vector<std::string>& serials) {
  if (auto ok = check_serials(serials, kItself, x.rules.monitoring_clause); !ok) return ok;
  for (const auto& serial : serials)
    if (const auto thing = held(x, serial); !thing) return tl::unexpected(thing.error());
  return {};
}

base::Result<void> record(const GrantAct& x, const statement::HandOver& body) {
  const auto& clause = x.rules.clause;
  if (auto ok = check_serials(body.items, [](const auto& item) { return item.serial; }, clause); !ok)
    return ok;
  if (x.grant.lot(body.lot) == nullptr)
    return base::refuse(Code::refused_milestone, fmt::format("there is no lot {}", body.lot), clause);
  if (auto ok = check_place(body.place, "handover"); !ok) return ok;
  if (x.grant.handovers.size() >= kHandoversMax || x.grant.things.size() + body.items.size() > kThingsMax)
    return base::refuse(Code::refused_overflow, "things of one grant", clause);
  const auto id = x.act.statement.id();
  for (const auto& item : body.items) {
    const auto key = mark_key("serial", item.serial);
    if (x.act.facts.get<MarkFact>(key) != nullptr)
      return bad_serial("'" + item.serial + "' was handed over before", clause);
    if (auto ok = check_text(item.description, "description", kShortText, true, clause); !ok) return ok;
    if (auto ok = check_text(item.stock_number, "stock number", kSerialMax, false, clause); !ok) return ok;
    x.change.put(key, MarkFact{x.act.statement.case_of(), 0});
    GrantThing thing;
    thing.item = item;
    thing.lot = body.lot;
    thing.handover = id;
    thing.since = x.act.date;
    x.grant.things.push_back(std::move(thing));
  }
  std::sort(x.grant.things.begin(), x.grant.things.end(),
            [](const auto& a, const auto& b) { return a.item.serial < b.item.serial; });
  x.grant.handovers.push_back({id, body.lot, body.place, x.act.date, {}});
  return {};
}

base::Result<void> record(const GrantAct& x, const statement::ReportCondition& body) {
  return see(x, body.items, &GrantThing::reported);
}

base::Result<void> record(const GrantAct& x, const statement::Inspect& body) {
  if (auto ok = check_text(body.findings, "findings", kLongText, true, x.rules.monitoring_clause); !ok)
    return ok;
  return see(x, body.items, &GrantThing::inspected);
}

base::Result<void> record(const GrantAct& x, const statement::ReportLoss& body) {
  if (!is_valid(body.loss)) return bad_item("kind of loss", x.rules.loss_clause);
  if (auto ok = check_text(body.what, "what", kLongText, true, x.rules.loss_clause); !ok) return ok;
  if (auto ok = check_held(x, body.serials); !ok) return ok;
  if (body.loss == statement::LossKind::loss)
    for (const auto& serial : body.serials) {
      auto* thing = x.grant.thing(serial);
      thing->custody = Custody::lost;
      thing->since = x.act.date;
    }
  GrantMatter matter;
  matter.loss = body.loss;
  matter.serials = body.serials;
  return keep_matter(x, std::move(matter));
}

}  // namespace palitan::kernel
