// Pausing and resuming the exchange with a partner: silence while ships need it.
#include "api/link_views.h"

#include <spdlog/spdlog.h>

#include "api/json_read.h"
#include "api/routes.h"
#include "node/files.h"

namespace palitan::api {
namespace {
using base::Code;
using statement::PartyCode;

constexpr const char* kFile = "paused.json";
constexpr ::mode_t kMode = 0600;

/// Two who pause at once must not lose one another's word.
std::mutex& changing() {
  static std::mutex mutex;
  return mutex;
}

std::optional<Pauses> read_pauses(const node::Folder& folder) {
  const auto bytes = node::read_whole(folder.dir() / kFile);
  if (!bytes)
    return bytes.error().code == Code::local_not_found ? std::optional<Pauses>(Pauses{}) : std::nullopt;
  const auto json = Json::parse(base::text_of(*bytes), nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Pauses out;
  for (const auto& [party, row] : json.items()) {
    const auto text = [&row](const char* name) -> std::optional<std::string> {
      const auto at = row.is_object() ? row.find(name) : row.end();
      return at != row.end() && at->is_string() ? std::optional(at->get<std::string>()) : std::nullopt;
    };
    const auto since = text("since"), by = text("by");
    const auto at = since ? base::parse_effective(*since) : std::nullopt;
    if (!at || !by) return std::nullopt;
    out[party] = {at->at, *by};
  }
  return out;
}

base::Result<void> write_pauses(const node::Folder& folder, const Pauses& pauses) {
  Json json = Json::object();
  for (const auto& [party, pause] : pauses)
    json[party] = {{"since", base::to_text(pause.since)}, {"by", pause.by}};
  return node::write_whole(folder.dir() / kFile, base::view_of(json.dump(2)), kMode);
}

/// Does the seat keep the agreements of a book with that partner, as its warrant stands now?
base::Result<bool> keeps_agreements(App& app, const SeatHere& seat, const PartyCode& party) {
  bool out = false;
  const auto asked = app.service.writer().ask(seat.partnership, [&](node::Book& book) {
    const auto among = book.get<kernel::PartnershipFact>(kernel::partnership_key(), true);
    const auto warrant = book.get<kernel::SeatFact>(kernel::seat_key(seat.seat), true);
    out = among && among->party(party) != nullptr && warrant && !warrant->revoked_after &&
          warrant->has(statement::Role::custodian);
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

base::Result<void> may_switch(App& app, const Call& call, const PartyCode& party) {
  if (!call.session) return {};
  for (const auto& seat : call.session->seats) {
    const auto may = keeps_agreements(app, seat, party);
    if (!may) return tl::unexpected(may.error());
    if (*may) return {};
  }
  return base::refuse(Code::local_not_authorised, "you are signed in as " + call.session->office +
                                                      ": a keeper of agreements of a book with '" + party +
                                                      "' pauses and resumes its link");
}

base::Result<bool> read_linked(const std::string& body) {
  constexpr std::size_t kMax = 256;
  const auto element = parse_json(body, kMax);
  if (!element) return tl::unexpected(element.error());
  std::optional<bool> linked;  // left out it means nothing, so it must be said
  JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "linked", linked);
  reader.leave(outer);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  if (!linked) return base::refuse(Code::local_draft, "\"linked\" says true or false");
  return *linked;
}

}  // namespace

Pauses pauses_of(const node::Folder& folder) {
  if (auto read = read_pauses(folder)) return std::move(*read);
  Pauses out;
  for (const auto& peer : folder.file().peers) out[peer.party] = {};
  return out;
}

void restore_links(node::Service& service) {
  if (!read_pauses(service.folder()))
    spdlog::error("{} cannot be read: every partner counts as paused until it is resumed", kFile);
  for (const auto& [party, pause] : pauses_of(service.folder())) {
    spdlog::info("the link to {} is paused", party);
    service.peers().set_link(party, false);
  }
}

base::Result<net::Response> post_link(App& app, const Call& call) {
  const auto& party = call.parts.at(0);
  const auto links = app.service.peers().links();
  if (std::none_of(links.begin(), links.end(), [&](const auto& link) { return link.party == party; }))
    return base::refuse(Code::local_not_found, "this node has no link to '" + party + "'");
  if (const auto may = may_switch(app, call, party); !may) return tl::unexpected(may.error());
  const auto linked = read_linked(call.request.body);
  if (!linked) return tl::unexpected(linked.error());
  const std::string by = call.session ? call.session->office : "";
  const std::lock_guard lock(changing());
  auto pauses = pauses_of(app.service.folder());
  if (*linked)
    pauses.erase(party);
  else
    pauses.try_emplace(party, Pause{app.service.writer().now(), by});
  // Written first: what is answered as silent stays so whatever happens to the node.
  if (const auto kept = write_pauses(app.service.folder(), pauses); !kept)
    return tl::unexpected(kept.error());
  app.service.peers().set_link(party, *linked);
  spdlog::info("the link to {} is {} by {}", party, *linked ? "resumed" : "paused",
               by.empty() ? "the token" : by);
  return json_response({{"party", party}, {"linked", *linked}});
}

}  // namespace palitan::api
