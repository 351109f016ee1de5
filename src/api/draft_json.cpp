#include "api/draft_json.h"

#include "api/json_read.h"

namespace palitan::api {
namespace {

constexpr std::size_t kKeyMax = 128;

base::Bytes read_body(JsonReader& reader, statement::Kind kind,
                      const std::optional<simdjson::dom::element>& from) {
  return statement::with_body(kind, [&](auto body) {
    if (from) {
      reader.item(*from, body);
      if (!reader.ok()) reader.inside("body");
    }
    return codec::encode(body);
  });
}

}  // namespace

base::Result<node::Draft> read_draft(const std::string& json) {
  const auto element = parse_json(json, kDraftMax);
  if (!element) return tl::unexpected(element.error());
  node::Draft out;
  std::optional<std::string> effective;
  std::optional<statement::Marking> marking;
  JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "seat", out.seat);
  reader.field(0, "kind", out.kind);
  reader.field(0, "case", out.case_id);
  reader.field(0, "effective", effective);
  reader.field(0, "marking", marking);
  reader.field(0, "attachments", out.attachments);
  reader.field(0, "key", out.key);
  const auto body = reader.take("body");
  reader.leave(outer);
  if (marking) out.marking = *marking;
  if (reader.ok() && effective) {
    out.effective = base::parse_effective(*effective);
    if (!out.effective) reader.fail("is not a time like 2026-11-23T14:01+08:00"), reader.inside("effective");
  }
  if (reader.ok() && out.key.size() > kKeyMax) reader.fail("is longer than 128 bytes"), reader.inside("key");
  if (reader.ok() && !body && statement::with_body(out.kind, [](auto fresh) {
        return codec::encode(fresh).size() > 1;  // the empty map: nothing is needed
      }))
    reader.fail("is missing"), reader.inside("body");
  if (reader.ok()) out.body = read_body(reader, out.kind, body);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace palitan::api
