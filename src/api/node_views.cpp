// The node itself and its partnerships.
#include "api/node_views.h"

#include <string.h>

#include "api/json_read.h"
#include "api/link_views.h"
#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

Json stall_json(const node::Stall& stall) {
  Json out = {{"waiting", stall.waiting}};
  if (!stall.waiting) return out;
  out["since"] = base::to_text(stall.since);
  out["waiting_for"] = stall.waiting_for;
  out["withheld"] = json_of(stall.withheld);
  if (stall.code) out["code"] = std::string(base::name(*stall.code));
  out["says"] = "Not yet agreed since " + base::to_text(stall.since) +
                (stall.waiting_for.empty() ? "" : ", waiting for " + stall.waiting_for) + ".";
  return out;
}

/// What a partner answered, by the sentence of its problem.
std::string failure_words(const std::string& said) {
  const auto begins = said.find('{');
  if (begins == std::string::npos) return said;
  const auto problem =
      Json::parse(said.begin() + static_cast<std::ptrdiff_t>(begins), said.end(), nullptr, false);
  const auto detail = problem.is_object() ? problem.find("detail") : problem.end();
  if (detail == problem.end() || !detail->is_string()) return said;
  return said.substr(0, begins) + detail->get<std::string>();
}

Json link_json(const node::LinkState& link) {
  Json out = {{"partnership", base::to_hex(link.partnership.view())},
              {"party", link.party},
              {"linked", link.linked},
              {"reachable", link.linked && link.reachable}};
  if (!link.node.empty()) out["node"] = link.node;
  if (link.last_success.ms != 0) out["last_success"] = base::to_text(link.last_success);
  if (!link.reachable && !link.last_failure.empty()) out["last_failure"] = failure_words(link.last_failure);
  return out;
}

Json book_json(node::Book& book, base::Instant now) {
  const auto& head = book.head();
  Json out = {{"id", base::to_hex(book.partnership().view())},
              {"height", head.height},
              {"attempt", head.attempt},
              {"accord_time", base::to_text(head.time)},
              {"size", head.size},
              {"root", base::to_hex(head.root.view())},
              {"results", base::to_hex(head.results.view())},
              {"rules_version", head.rules},
              {"pending", book.pending_order().size()},
              {"held", book.held_count()},
              {"stall", stall_json(book.stall(now))}};
  Json forks = Json::array();
  for (const auto& [seat, from] : book.forks())
    forks.push_back({{"seat", base::to_hex(seat.view())}, {"from", from}});
  out["forks"] = std::move(forks);
  if (book.misconduct()) out["misconduct"] = *book.misconduct();
  if (book.rolled_back()) out["rolled_back"] = *book.rolled_back();
  const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), true);
  Json parties = Json::array();
  if (fact) {
    for (const auto& party : fact->parties) {
      Json json = json_of(party);
      json.erase("rules_wish");
      parties.push_back(std::move(json));
    }
    out["arrangement"] = fact->arrangement;
  }
  out["parties"] = std::move(parties);
  return out;
}

base::Result<Json> look_at(App& app, const base::Id& partnership) {
  Json out;
  auto& writer = app.service.writer();
  const auto now = writer.now();
  const auto asked = writer.ask(partnership, [&](node::Book& book) { out = book_json(book, now); });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

}  // namespace

base::Result<net::Response> get_status(App& app, const Call&) {
  auto& service = app.service;
  Json partnerships = Json::array();
  for (const auto& id : service.writer().partnerships()) {
    const auto seen = look_at(app, id);
    if (!seen) return tl::unexpected(seen.error());
    Json brief;
    for (const char* name : {"id", "parties", "height", "size", "root", "pending", "held", "stall"})
      brief[name] = (*seen)[name];
    if (seen->contains("rolled_back")) brief["rolled_back"] = (*seen)["rolled_back"];
    partnerships.push_back(std::move(brief));
  }
  const auto pauses = pauses_of(service.folder());
  Json links = Json::array();
  for (const auto& link : service.peers().links()) {
    auto json = link_json(link);
    json["sent"] = link.sent;
    json["received"] = link.received;
    if (const auto found = pauses.find(link.party); !link.linked && found != pauses.end()) {
      if (found->second.since.ms != 0) json["paused_since"] = base::to_text(found->second.since);
      if (!found->second.by.empty()) json["paused_by"] = found->second.by;
    }
    auto& writer = service.writer();
    std::optional<std::size_t> behind;
    if (writer.ask(link.partnership, [&](node::Book& book) { behind = book.behind(link.name()); }) && behind)
      json["behind"] = *behind;
    links.push_back(std::move(json));
  }
  Json seats = Json::array();
  for (const auto& state : service.keys().seats())
    seats.push_back({{"seat", base::to_hex(state.seat.view())}, {"unlocked", state.unlocked}});
  const auto& file = service.folder().file();
  Json out({{"party", file.party},
            {"name", file.name},
            {"now", base::to_text(service.writer().now())},
            {"started_at", base::to_text(service.started_at())},
            {"node_key", base::to_hex(service.keys().node_key().view())},
            {"ceiling", std::string(statement::name(file.ceiling))},
            {"partnerships", std::move(partnerships)},
            {"links", std::move(links)},
            {"seats", std::move(seats)}});
  if (!file.node.empty()) out["node"] = file.node;
  return json_response(out);
}

base::Result<std::string> heads_text(App& app) {
  Json partnerships = Json::array();
  auto& writer = app.service.writer();
  for (const auto& id : writer.partnerships()) {
    const auto asked = writer.ask(id, [&](node::Book& book) {
      partnerships.push_back({{"id", base::to_hex(id.view())},
                              {"height", book.head().height},
                              {"size", book.head().size},
                              {"pending", book.pending_order().size()},
                              {"held", book.held_count()}});
    });
    if (!asked) return tl::unexpected(asked.error());
  }
  Json links = Json::array();
  for (const auto& link : app.service.peers().links()) links.push_back(link_json(link));
  const Json out = {{"partnerships", std::move(partnerships)}, {"links", std::move(links)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Result<net::Response> get_partnerships(App& app, const Call&) {
  Json out = Json::array();
  for (const auto& id : app.service.writer().partnerships()) {
    auto seen = look_at(app, id);
    if (!seen) return tl::unexpected(seen.error());
    out.push_back(std::move(*seen));
  }
  return json_response({{"partnerships", std::move(out)}});
}

base::Result<net::Response> get_partnership(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  auto seen = look_at(app, record->id);
  if (!seen) return tl::unexpected(seen.error());
  return json_response(*seen);
}

base::Result<net::Response> post_unlock(App& app, const Call& call) {
  constexpr std::size_t kMax = 4'096;
  const auto seat = base::fixed_from_hex<base::KeyId>(call.parts.at(0));
  if (!seat) return base::refuse(Code::local_not_found, "a seat is 16 lower-case hex digits");
  const auto element = parse_json(call.request.body, kMax);
  if (!element) return tl::unexpected(element.error());
  std::string passphrase;
  JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "passphrase", passphrase);
  reader.leave(outer);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  const auto opened = app.service.keys().unlock_seat(*seat, passphrase);
  ::explicit_bzero(passphrase.data(), passphrase.size());
  if (!opened) return tl::unexpected(opened.error());
  return json_response({{"seat", call.parts[0]}, {"unlocked", true}});
}

}  // namespace palitan::api
