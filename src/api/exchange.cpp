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

void take_in(App& app, const base::Id& partnership, const statement::PartyCode& from,
             const net::Request& request, net::Respond respond) {
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

void post_exchange(App& app, Call call) {
  const auto record = record_of(app, call);
  if (!record) return call.respond(problem(record.error()));
  const auto key = *call.request.peer_key;
  const auto head = sync::read_head(base::view_of(call.request.body));
  if (!head) return call.respond(problem(head.error()));
  if (head->partnership != record->id) return call.respond(problem(Code::bad_partnership));
  const auto from = head->from;
  if (from == app.service.folder().file().party)
    return call.respond(problem(Code::local_not_authorised, "a partner speaks for itself only"));
  if (!app.service.peers().linked(from)) return call.respond(problem(Code::local_busy, "the link is cut"));
  if (partner_of(record->store, key) == from)
    return take_in(app, record->id, from, call.request, std::move(call.respond));
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
