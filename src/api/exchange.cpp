#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

net::Response cbor_response(const sync::Exchange& message) {
  const auto bytes = codec::encode(message);
  return {200, {{"content-type", "application/cbor"}}, std::string(base::text_of(bytes))};
}

void take_in(App& app, sync::Exchange message, net::Respond respond) {
  app.service.writer().exchange(std::move(message),
                                [respond = std::move(respond)](base::Result<sync::Exchange> answer) {
                                  respond(answer ? cbor_response(*answer) : problem(answer.error()));
                                });
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

void post_exchange(App& app, Call call) {
  const auto record = record_of(app, call);
  if (!record) return call.respond(problem(record.error()));
  const auto key = *call.request.peer_key;
  auto message = codec::decode<sync::Exchange>(base::view_of(call.request.body));
  if (!message) return call.respond(problem(message.error()));
  if (message->version != sync::kProtocolVersion) return call.respond(problem(Code::bad_version));
  if (message->partnership != record->id) return call.respond(problem(Code::bad_partnership));
  const auto from = message->from;
  if (from == app.service.folder().file().party)
    return call.respond(problem(Code::local_not_authorised, "a partner speaks for itself only"));
  if (!app.service.peers().linked(from)) return call.respond(problem(Code::local_busy, "the link is cut"));
  if (partner_of(record->store, key) == from)
    return take_in(app, std::move(*message), std::move(call.respond));
  // A changed node key speaks before the accord that contains its change: that accord may need it.
  app.service.writer().look(
      record->id, [&app, key, from, message = std::make_shared<sync::Exchange>(std::move(*message)),
                   respond = std::move(call.respond)](base::Result<node::Book*> book) {
        if (!book) return respond(problem(book.error()));
        const auto fact = (*book)->get<kernel::PartnershipFact>(kernel::partnership_key(), true);
        if (!fact || holder_of(*fact, key) != from)
          return respond(problem(Code::local_not_authorised, "the certificate is not that party's node key"));
        take_in(app, std::move(*message), respond);
      });
}

}  // namespace palitan::api
