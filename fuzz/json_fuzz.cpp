// Any text as the JSON bodies that the interface takes: a draft of an act, and the small ones of session,
// seat and link. What ours accepts nlohmann's reader accepts too, with the same fields; the body of a draft
// is canonical, and written out as JSON it is read again to the same bytes.
#include "api/draft_json.h"
#include "api/json_read.h"
#include "api/json_view.h"
#include "base/check.h"
#include "kit/json_mutator.h"

namespace {
using namespace palitan;

void read_small(const std::string& text) {
  const auto element = api::parse_json(text, 4'096);
  if (!element) return;
  PALITAN_CHECK(nlohmann::json::accept(text));
  std::optional<bool> linked;
  std::string office, passphrase;
  api::JsonReader reader;
  const auto outer = reader.enter(*element);
  reader.field(0, "linked", linked);
  reader.field(0, "office", office);
  reader.field(0, "passphrase", passphrase);
  reader.leave(outer);
  if (!reader.finish()) return;
  const auto peer = nlohmann::json::parse(text);
  PALITAN_CHECK(linked.has_value() == peer.contains("linked"));
  if (linked) PALITAN_CHECK(peer.at("linked") == *linked);
  PALITAN_CHECK(peer.value("office", "") == office && peer.value("passphrase", "") == passphrase);
}

void read_draft(const std::string& text) {
  const auto draft = api::read_draft(text);
  if (!draft) {
    PALITAN_CHECK(!base::sentence(draft.error()).empty());
    return;
  }
  PALITAN_CHECK(nlohmann::json::accept(text));
  PALITAN_CHECK(statement::is_valid(draft->kind));
  PALITAN_CHECK(codec::check_canonical(draft->body, true).has_value());
  auto said = api::Json::parse(text);
  statement::with_body(draft->kind, [&](auto fresh) {
    // A body of good form in JSON may still break a limit of the form in bytes; then the node refuses it
    // there.
    const auto body = codec::decode<decltype(fresh)>(draft->body);
    if (!body) return;
    said["body"] = api::json_of(*body);
    const auto again = api::read_draft(said.dump());
    PALITAN_CHECK(again.has_value() && again->body == draft->body && again->kind == draft->kind);
    PALITAN_CHECK(again->case_id == draft->case_id && again->key == draft->key);
  });
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  read_draft(text);
  read_small(text);
  return 0;
}
