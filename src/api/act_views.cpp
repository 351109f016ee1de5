// Acts one by one and in log order.
#include <algorithm>

#include "api/act_view.h"
#include "api/marking.h"
#include "api/routes.h"

namespace palitan::api {
namespace {
/// As it was signed: it can be carried anywhere from here, so its marking counts.
base::Result<net::Response> act_bytes(App& app, const Standing& standing) {
  const auto act = statement::decode_statement(standing.row.bytes);
  if (!act) return base::refuse(base::Code::local_damaged, "the act cannot be read");
  kernel::Leaving leaving(ceiling_of(app));
  if (auto may = leaving.take(*act); !may) return tl::unexpected(may.error());
  auto out = text_response(std::string(base::text_of(standing.row.bytes)), "application/cose");
  add_marking(out, leaving.highest());
  return out;
}

/// Which of the act's attachments were erased by agreement; else "not held" would read like a fault.
void add_erasures(Json& act, node::AttachmentNames* names, const base::Id& id) {
  if (names == nullptr || !act.contains("attachments")) return;
  for (auto& one : act["attachments"]) {
    const auto hash = base::fixed_from_hex<base::Hash>(one["hash"].get<std::string>());
    const auto named = names->of(hash.value_or(base::Hash{}));
    one["erased"] = std::any_of(named.begin(), named.end(),
                                [&](const auto& naming) { return naming.act == id && naming.erased; });
  }
}
}  // namespace

base::Result<net::Response> get_act(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  const auto found = standings(app, *record, {*id});
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return base::refuse(base::Code::local_not_found, "no act " + call.parts[1]);
  const auto& standing = found->begin()->second;
  const auto accept = call.request.header("accept");
  if (accept && accept->find("application/cose") != std::string_view::npos) return act_bytes(app, standing);
  auto out = act_json(*id, standing, true, &app.service.attachments());
  add_erasures(out, app.service.attachment_names(record->id), *id);
  return json_response(out);
}

base::Result<net::Response> get_log(App& app, const Call& call) {
  constexpr std::uint64_t kCount = 100;
  constexpr std::uint64_t kCountMax = 1'000;
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto from = number_of(call, "from", 0, UINT64_MAX / 4);
  if (!from) return tl::unexpected(from.error());
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  std::map<base::KeyId, kernel::SeatFact> seats;
  Json acts = Json::array();
  for (const auto& entry : record->store.log(*from, *count)) {
    Standing standing;
    auto bytes = record->store.logged_bytes(entry.position);
    if (!bytes) continue;
    standing.row.bytes = std::move(*bytes);
    standing.row.entry = entry;
    if (const auto act = statement::decode_statement(standing.row.bytes)) {
      const auto seat = act->content().seat;
      if (!seats.contains(seat))
        seats[seat] =
            agreed<kernel::SeatFact>(record->store, kernel::seat_key(seat)).value_or(kernel::SeatFact{});
      standing.party = seats[seat].party;
      standing.office = seats[seat].office;
    }
    acts.push_back(act_json(entry.id, standing, false));
  }
  return json_response({{"size", record->store.log_size()}, {"from", *from}, {"acts", std::move(acts)}});
}

}  // namespace palitan::api
