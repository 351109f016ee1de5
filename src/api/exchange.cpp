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
  const auto body = base::view_of(request.body);
  app.service.writer().exchange(
      partnership, from, {body.begin(), body.end()}, answer_max(request),
      [respond = std::move(respond)](base::Result<node::Book::Parcel> answer) {
        if (!answer) return respond(problem(answer.error()));
        respond({200, {{"content-type", sync::kParcelType}}, std::string(base::text_of(answer->bytes))});
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

std::optional<sync::NodeName> node_of(App& app, const store::Store& store, const base::PublicKey& key) {
  const auto fact = agreed<kernel::PartnershipFact>(store, kernel::partnership_key());
  if (!fact) return std::nullopt;
  if (auto party = holder_of(*fact, key)) return party;
  const auto field = app.service.delegations().by_key(*fact, key, app.service.writer().now());
  return field ? std::optional(field->name()) : std::nullopt;
}

base::Result<net::Response> post_nodes(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  constexpr std::size_t kMax = 256 * 1024;
  if (call.request.body.size() > kMax) return base::refuse(Code::bad_too_large);
  const auto shown = codec::decode<sync::Introduction>(base::view_of(call.request.body));
  if (!shown) return tl::unexpected(shown.error());
  const auto among = agreed<kernel::PartnershipFact>(record->store, kernel::partnership_key());
  if (!among) return base::refuse(Code::local_not_found);
  auto& known = app.service.delegations();
  const auto now = app.service.writer().now();
  std::optional<base::Refusal> why;
  for (const auto& one : shown->delegations)
    if (auto kept = known.keep(one, *among, now); !kept && !why) why = kept.error();
  if (!node_of(app, record->store, *call.request.peer_key))
    return tl::unexpected(why.value_or(
        base::Refusal{Code::local_not_authorised, {}, "no delegation names the key of this certificate"}));
  sync::Introduction out;
  for (const auto& one : known.of(*among, now)) out.delegations.push_back(codec::encode(one));
  return net::Response{
      200, {{"content-type", "application/cbor"}}, std::string(base::text_of(codec::encode(out)))};
}

void post_exchange(App& app, Call call) {
  const auto record = record_of(app, call);
  if (!record) return call.respond(problem(record.error()));
  const auto key = *call.request.peer_key;
  const auto head = sync::read_head(base::view_of(call.request.body));
  if (!head) return call.respond(problem(head.error()));
  if (head->partnership != record->id) return call.respond(problem(Code::bad_partnership));
  const auto from = sync::node_name(head->from, head->node);
  const auto& own = app.service.folder().file();
  if (from == sync::node_name(own.party, own.node))
    return call.respond(problem(Code::local_not_authorised, "a partner speaks for itself only"));
  if (!app.service.peers().linked(head->from))
    return call.respond(problem(Code::local_busy, "the link is cut"));
  if (node_of(app, record->store, key) == from) {
    app.service.peers().called_by(record->id, from);
    return take_in(app, record->id, from, call.request, std::move(call.respond));
  }
  if (!head->node.empty())
    return call.respond(problem(Code::local_not_authorised,
                                "no delegation that holds names this certificate's key as " + from));
  // A changed node key speaks before the accord that contains its change: that accord may need it.
  app.service.writer().look(
      record->id, [&app, key, from, id = record->id, request = std::make_shared<net::Request>(call.request),
                   respond = std::move(call.respond)](base::Result<node::Book*> book) {
        if (!book) return respond(problem(book.error()));
        const auto fact = (*book)->get<kernel::PartnershipFact>(kernel::partnership_key(), true);
        if (!fact || holder_of(*fact, key) != from)
          return respond(problem(Code::local_not_authorised, "the certificate is not that party's node key"));
        take_in(app, id, from, *request, respond);
      });
}

}  // namespace palitan::api
