// What an outsider needs to believe the log: proofs and the co-signed checkpoint.
#include "api/marking.h"
#include "api/routes.h"
#include "node/evidence_maker.h"

namespace palitan::api {
namespace {

Json hashes_json(const std::vector<base::Hash>& hashes) { return json_of(hashes); }

base::Result<store::AccordRow> last_accord(const Record& record) {
  auto row = record.store.last_accord();
  if (!row) return base::refuse(base::Code::local_damaged, "no accord");
  return *row;
}

}  // namespace

base::Result<net::Response> get_inclusion(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  const auto last = last_accord(*record);
  if (!last) return tl::unexpected(last.error());
  const auto size = number_of(call, "size", last->size, last->size);
  if (!size) return tl::unexpected(size.error());
  const auto row = record->store.statement(*id);
  if (!row || !row->entry || row->entry->position >= *size)
    return base::refuse(base::Code::local_not_found, "that act is not in the first " + std::to_string(*size));
  const auto position = row->entry->position;
  return app.trees.with(record->id, record->store, last->size, [&](const merkle::HashAt& at) {
    const auto path = merkle::inclusion_proof(position, *size, at);
    return json_response({{"id", base::to_hex(id->view())},
                          {"position", position},
                          {"size", *size},
                          {"root", base::to_hex(merkle::root_at(*size, at).view())},
                          {"leaf_hash", base::to_hex(merkle::leaf_hash(id->view()).view())},
                          {"hashes", hashes_json(path)}});
  });
}

base::Result<net::Response> get_consistency(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto last = last_accord(*record);
  if (!last) return tl::unexpected(last.error());
  const auto to = number_of(call, "to", last->size, last->size);
  if (!to) return tl::unexpected(to.error());
  const auto from = number_of(call, "from", 1, *to);
  if (!from) return tl::unexpected(from.error());
  return app.trees.with(record->id, record->store, last->size, [&](const merkle::HashAt& at) {
    const auto path = merkle::consistency_proof(*from, *to, at);
    return json_response({{"from", *from},
                          {"to", *to},
                          {"from_root", base::to_hex(merkle::root_at(*from, at).view())},
                          {"to_root", base::to_hex(merkle::root_at(*to, at).view())},
                          {"hashes", hashes_json(path)}});
  });
}

base::Result<net::Response> get_evidence(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto id = id_of(call.parts.at(1));
  if (!id) return tl::unexpected(id.error());
  const auto evidence = node::evidence_of(record->store, *id, ceiling_of(app));
  if (!evidence) return tl::unexpected(evidence.error());
  return text_response(std::string(base::text_of(*evidence)), "application/cbor");
}

base::Result<net::Response> get_checkpoint(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto last = last_accord(*record);
  if (!last) return tl::unexpected(last.error());
  const auto height = number_of(call, "height", last->height, last->height);
  if (!height) return tl::unexpected(height.error());
  const auto row = record->store.accord(*height);
  const auto paper = row ? codec::decode<sync::AccordPaper>(row->bytes)
                         : base::refuse(base::Code::local_damaged, "no accord " + std::to_string(*height));
  if (!paper) return base::refuse(base::Code::local_damaged, paper.error().detail);
  return text_response(paper->note);
}

}  // namespace palitan::api
