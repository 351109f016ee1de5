// Attachments: bytes beside the record, put by local clients, read by them and by the partners they are for.
#include "api/attachment_views.h"

#include <algorithm>
#include <utility>

#include "api/marking.h"
#include "api/routes.h"
#include "crypto/hash.h"

namespace palitan::api {
namespace {

using base::Code;

base::Result<base::Hash> hash_of(const Call& call) {
  const auto hash = base::fixed_from_hex<base::Hash>(call.parts.at(0));
  if (!hash) return base::refuse(Code::local_not_found, "a hash is 64 lower-case hex digits");
  return *hash;
}

/// What the statements of all partnerships here say of it.
struct Said {
  bool named = false;
  std::string type;                                               ///< as the earliest known says
  statement::Marking marking = statement::Marking::unclassified;  ///< the highest of them
  bool erased = false;                                            ///< by an agreed act wherever it is named
};
Said said_of(App& app, const base::Hash& hash) {
  Said out;
  out.erased = true;
  for (const auto& id : app.service.writer().partnerships()) {
    auto* names = app.service.attachment_names(id);
    for (const auto& one : names != nullptr ? names->of(hash) : std::vector<node::NamedAttachment>{}) {
      if (!std::exchange(out.named, true)) out.type = one.what.type;
      out.marking = std::max(out.marking, one.marking);
      out.erased = out.erased && one.erased;
    }
  }
  out.erased = out.erased && out.named;
  return out;
}

base::Refusal gone() {
  return {Code::local_not_found, {}, "its bytes were erased by agreement; the hash stays"};
}

/// Nothing in it is meant to be shown in place: what the bytes are is only what somebody signed.
net::Response file_response(base::ByteView bytes, std::string type, const base::Hash& hash) {
  auto out = text_response(std::string(base::text_of(bytes)), std::move(type));
  // Named by hash: a signed name may be anything, also one that a reader's system takes for a path.
  out.headers.emplace_back("content-disposition",
                           "attachment; filename=\"" + base::to_hex(hash.view()) + "\"");
  out.headers.emplace_back("x-content-type-options", "nosniff");
  out.headers.emplace_back("content-security-policy", "default-src 'none'; sandbox");
  return out;
}

base::Result<net::Response> whole_or_content(const Call& call, base::ByteView bytes, const std::string& type,
                                             const base::Hash& hash) {
  if (!node::is_salted(type)) return file_response(bytes, node::media_type_of(type), hash);
  // With its salt it is no longer a file of its type, without it the hash does not fit: the reader chooses.
  if (!flag_of(call, "content")) return file_response(bytes, node::media_type_of(""), hash);
  const auto content = node::content_of(type, bytes);
  if (!content) return tl::unexpected(content.error());
  return file_response(*content, node::media_type_of(type), hash);
}

}  // namespace

Json attachments_json(const std::vector<statement::Attachment>& list, const node::Attachments& here) {
  Json out = json_of(list);
  for (std::size_t i = 0; i < list.size(); ++i) out[i]["held"] = here.has(list[i].hash);
  return out;
}

base::Result<void> check_attachments(const std::vector<statement::Attachment>& list,
                                     const node::Attachments& here) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto at = "\"attachments\"[" + std::to_string(i) + "] ";
    if (!node::is_attachment_type(list[i].type))
      return base::refuse(Code::local_draft,
                          at + "has the type \"" + list[i].type +
                              "\", which is not accepted; application/octet-stream always is");
    if (list[i].size > node::kAttachmentMax)
      return base::refuse(Code::local_draft, at + "is larger than an attachment can be");
    if (const auto size = here.size_of(list[i].hash); size && *size != list[i].size)
      return base::refuse(Code::local_draft, at + "names " + std::to_string(list[i].size) +
                                                 " bytes; the bytes of that hash are " +
                                                 std::to_string(*size));
  }
  return {};
}

base::Result<net::Response> put_attachment(App& app, const Call& call) {
  const auto hash = hash_of(call);
  if (!hash) return tl::unexpected(hash.error());
  auto& here = app.service.attachments();
  if (said_of(app, *hash).erased)
    return base::refuse(Code::local_draft, "those bytes were erased by agreement and are not taken in again");
  const auto before = here.has(*hash);
  if (const auto done = here.put(*hash, base::view_of(call.request.body)); !done)
    return tl::unexpected(done.error());
  return json_response({{"hash", base::to_hex(hash->view())}, {"size", call.request.body.size()}},
                       before ? 200 : 201);
}

base::Result<net::Response> get_attachment(App& app, const Call& call) {
  const auto hash = hash_of(call);
  if (!hash) return tl::unexpected(hash.error());
  const auto said = said_of(app, *hash);
  if (said.erased) return tl::unexpected(gone());
  if (auto may = kernel::check_marking(said.marking, ceiling_of(app)); !may)
    return tl::unexpected(may.error());
  const auto bytes = app.service.attachments().get(*hash);
  if (!bytes) return tl::unexpected(bytes.error());
  auto out = whole_or_content(call, *bytes, said.type, *hash);
  if (out) add_marking(*out, said.marking);
  return out;
}

namespace {
/// As many bytes as were asked for, from where they were asked for; all where nothing was said.
base::Result<base::ByteView> piece_of(const Call& call, base::ByteView bytes) {
  const auto from = number_of(call, "from", 0, node::kAttachmentMax);
  if (!from) return tl::unexpected(from.error());
  const auto count = number_of(call, "count", node::kAttachmentMax, node::kAttachmentMax);
  if (!count) return tl::unexpected(count.error());
  const auto rest = bytes.subspan(std::min<std::size_t>(*from, bytes.size()));
  return rest.first(std::min<std::size_t>(*count, rest.size()));
}
}  // namespace

/// A node of this party gets all that is named; a partner gets what a statement of a partnership with it
/// names, but not by its own word alone: else knowing a hash from elsewhere, and signing it, would be enough
/// to fetch what belongs to others.
base::Result<net::Response> get_peer_attachment(App& app, const Call& call) {
  const auto hash = hash_of(call);
  if (!hash) return tl::unexpected(hash.error());
  auto& writer = app.service.writer();
  const auto& own = app.service.folder().file();
  for (const auto& id : writer.partnerships()) {
    const auto* store = writer.store(id);
    auto* names = app.service.attachment_names(id);
    const auto node = node_of(app, *store, *call.request.peer_key);
    if (!node || *node == sync::node_name(own.party, own.node) || names == nullptr) continue;
    const auto asker = sync::party_of(*node);
    if (!app.service.peers().linked(asker)) return base::refuse(Code::local_busy, "the link is cut");
    for (const auto& named : names->of(*hash)) {
      const auto by = names->party_of(named.seat);
      if (by.empty() || (by == asker && asker != own.party) || named.erased) continue;
      if (auto may = kernel::check_marking(named.marking, ceiling_of(app)); !may)
        return tl::unexpected(may.error());
      const auto bytes = app.service.attachments().get(*hash);
      if (!bytes) return tl::unexpected(bytes.error());
      const auto piece = piece_of(call, *bytes);
      if (!piece) return tl::unexpected(piece.error());
      auto out = file_response(*piece, node::media_type_of(""), *hash);
      add_marking(out, named.marking);
      return out;
    }
  }
  return base::refuse(Code::local_not_found, "no attachment of a partnership with you has that hash");
}

base::Result<net::Response> get_attachments(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  auto* names = app.service.attachment_names(record->id);
  PALITAN_CHECK(names != nullptr);
  const bool missing = flag_of(call, "missing");
  Json list = Json::array();
  names->each([&](const node::NamedAttachment& named) {
    const bool held = app.service.attachments().has(named.what.hash);
    if (missing && (held || named.erased)) return true;
    Json one = json_of(named.what);
    one["held"] = held;
    one["erased"] = named.erased;
    one["marking"] = std::string(name(named.marking));
    one["act"] = base::to_hex(named.act.view());
    if (const auto party = names->party_of(named.seat); !party.empty()) one["party"] = party;
    list.push_back(std::move(one));
    return true;
  });
  return json_response({{"attachments", std::move(list)}});
}

}  // namespace palitan::api
