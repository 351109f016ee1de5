#include <charconv>

#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

/// What the caller has room or patience for; it says so, else as much as one message may hold.
std::size_t answer_max(const net::Request& request) {
  constexpr std::size_t kLeast = 4 * 1024, kMost = 1024 * 1024;
  std::size_t out = kMost;
  if (const auto text = request.header("x-palitan-answer-max"))
    std::from_chars(text->data(), text->data() + text->size(), out);
  return std::clamp(out, kLeast, kMost);
}

void take_in(App& app, const base::Id& partnership, const sync::NodeName& from, const net::Request& request,
             net::Respond respond) {
  // Asked of partners only: a stranger need not know which links are silent.
  if (!app.service.peers().linked(sync::party_of(from)))
    return respond(problem(Code::local_busy, "the link is cut"));
  app.service.peers().heard_from(partnership, from);
  const auto body = base::view_of(request.body);
  app.service.writer().exchange(
      partnership, from, {body.begin(), body.end()}, answer_max(request),
      [respond = std::move(respond)](base::Result<node::Book::Parcel> answer) {
        if (!answer) return respond(problem(answer.error()));
        respond(text_response(std::string(base::text_of(answer->bytes)), std::string(sync::kParcelType)));
      });
}

base::Refusal stranger() {
  return {Code::local_not_authorised, {}, "the certificate is not that party's node key in such a book"};
}

std::optional<statement::PartyCode> holder_of(const kernel::PartnershipFact& fact,
                                              const base::PublicKey& key) {
  for (const auto& party : fact.parties)
    if (party.node_key == key) return party.code;
  return std::nullopt;
}

}  // namespace

std::optional<statement::PartyCode> partner_of(const store::Store& store, const base::PublicKey& key) {
  const auto fact = agreed<kernel::PartnershipFact>(store, kernel::partnership_key());
  return fact ? holder_of(*fact, key) : std::nullopt;
}

std::optional<sync::NodeName> node_of(App& app, const store::Store& store, const base::PublicKey& key) {
  const auto fact = agreed<kernel::PartnershipFact>(store, kernel::partnership_key());
  if (!fact) return std::nullopt;
  if (auto party = holder_of(*fact, key)) return party;
  const auto field = app.service.delegations().by_key(*fact, key, app.service.writer().now());
  return field ? std::optional(field->name()) : std::nullopt;
}

base::Result<net::Response> post_nodes(App& app, const Call& call) {
  const auto id = id_of(call.parts.at(0));
  if (!id) return tl::unexpected(id.error());
  constexpr std::size_t kMax = 256 * 1024;
  if (call.request.body.size() > kMax) return base::refuse(Code::bad_too_large);
  const auto shown = codec::decode<sync::Introduction>(base::view_of(call.request.body));
  if (!shown) return tl::unexpected(shown.error());
  const auto* store = app.service.writer().store(*id);
  if (store == nullptr) return tl::unexpected(stranger());
  const auto among = agreed<kernel::PartnershipFact>(*store, kernel::partnership_key());
  if (!among) return tl::unexpected(stranger());
  auto& known = app.service.delegations();
  const auto now = app.service.writer().now();
  for (const auto& one : shown->delegations) (void)known.keep(one, *among, now);
  if (!node_of(app, *store, *call.request.peer_key)) return tl::unexpected(stranger());
  sync::Introduction out;
  for (const auto& one : known.of(*among, now)) out.delegations.push_back(codec::encode(one));
  return net::Response{200,
                       {{"content-type", "application/cbor"}, {"cache-control", "no-store"}},
                       std::string(base::text_of(codec::encode(out)))};
}

void post_exchange(App& app, Call call) {
  const auto id = id_of(call.parts.at(0));
  if (!id) return call.respond(problem(id.error()));
  const auto key = *call.request.peer_key;
  const auto head = sync::read_head(base::view_of(call.request.body));
  if (!head) return call.respond(problem(head.error()));
  if (head->partnership != *id) return call.respond(problem(Code::bad_partnership));
  const auto from = sync::node_name(head->from, head->node);
  const auto& own = app.service.folder().file();
  if (from == sync::node_name(own.party, own.node))
    return call.respond(problem(Code::local_not_authorised, "a partner speaks for itself only"));
  // One answer for a book that is not here and for one that is not the asker's: nobody else need know that it
  // is.
  const auto* store = app.service.writer().store(*id);
  if (store == nullptr) return call.respond(problem(stranger()));
  if (node_of(app, *store, key) == from)
    return take_in(app, *id, from, call.request, std::move(call.respond));
  if (!head->node.empty()) return call.respond(problem(stranger()));
  // A changed node key speaks before the accord that contains its change: that accord may need it.
  app.service.writer().look(
      *id, [&app, key, from, id = *id, request = std::make_shared<net::Request>(call.request),
            respond = std::move(call.respond)](base::Result<node::Book*> book) {
        if (!book) return respond(problem(book.error()));
        const auto fact = (*book)->get<kernel::PartnershipFact>(kernel::partnership_key(), true);
        if (!fact || holder_of(*fact, key) != from) return respond(problem(stranger()));
        take_in(app, id, from, *request, respond);
      });
}

}  // namespace palitan::api
