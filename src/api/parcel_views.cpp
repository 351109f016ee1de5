// Parcels by stick or mail: the same bytes that nodes send each other, out of one and into the other by hand.
#include "api/json_view.h"
#include "api/routes.h"

namespace palitan::api {
namespace {
using base::Code;

constexpr std::size_t kStickMax = std::size_t{16} << 20;  ///< bytes of statements for one stick
}  // namespace

base::Result<net::Response> get_parcel(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto party = call.request.query("party").value_or("");
  base::Result<node::Book::Parcel> parcel;
  const auto asked = app.service.writer().ask(record->id, [&](node::Book& book) {
    const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false);
    const bool field = sync::is_field_node(party) && sync::is_field_name(sync::field_of(party));
    if (party == book.node_name() || !fact || fact->party(sync::party_of(party)) == nullptr ||
        (!field && party.find('/') != party.npos))
      parcel = base::refuse(Code::local_not_found, "\"party\" names no other node of this book");
    else
      parcel = book.outgoing_parcel(party, kStickMax);
  });
  if (!asked) return tl::unexpected(asked.error());
  if (!parcel) return tl::unexpected(parcel.error());
  return text_response(std::string(base::text_of(parcel->bytes)), std::string(sync::kParcelType));
}

void post_parcel(App& app, Call call) {
  const auto record = record_of(app, call);
  if (!record) return call.respond(problem(record.error()));
  const auto body = base::view_of(call.request.body);
  app.service.writer().incoming(record->id, {body.begin(), body.end()},
                                [respond = std::move(call.respond)](base::Result<node::Book::Taken> taken) {
                                  if (!taken) return respond(problem(taken.error()));
                                  Json out = {{"from", taken->from},
                                              {"height", taken->height},
                                              {"statements", taken->statements},
                                              {"accords", taken->accords},
                                              {"whole", !taken->fault}};
                                  if (taken->fault) out["fault"] = base::sentence(*taken->fault);
                                  respond(json_response(out));
                                });
}

}  // namespace palitan::api
