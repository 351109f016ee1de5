// What those can check who trust no node: the record as a bundle, a founding, a proof; and what happens to
// them on the way, each change by name.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "kernel/audit.h"
#include "merkle/proof.h"
#include "papers/bundle_export.h"
#include "store/memory.h"

namespace palitan::cli {
namespace {
using base::Bytes;
using statement::PartyCode;

/// As palitan-verify does it, on one thread.
base::Result<void> audited(const Bytes& file) {
  auto reader = sync::BundleReader::open(file);
  if (!reader) return tl::unexpected(reader.error());
  kernel::Audit audit(reader->header().partnership);
  kernel::AuditKeys keys;
  std::uint64_t position = 0;
  for (std::uint64_t height = 0;; ++height) {
    auto paper = reader->next();
    if (!paper) return tl::unexpected(paper.error());
    if (!*paper) break;
    const auto count = (*paper)->statements.size();
    auto accord = kernel::decode_accord(height, position, std::move((*paper)->statements), (*paper)->note);
    if (!accord) return tl::unexpected(accord.error().why);
    keys.learn(*accord);
    if (auto ok = kernel::verify_all(*accord, accord->acts, keys); !ok) return tl::unexpected(ok.error().why);
    if (auto ok = audit.take(*accord); !ok) return tl::unexpected(ok.error().why);
    position += count;
  }
  const auto report = audit.report();
  if (!report) return tl::unexpected(report.error().why);
  const auto marked = kernel::check_marked(*report, reader->header().marking);
  return marked ? base::Result<void>{} : tl::unexpected(marked.error().why);
}

void drop_signature(std::string& note) {
  auto parsed = merkle::parse_note(note).value();
  parsed.signatures.pop_back();
  note = merkle::format(parsed);
}

void swap_two_acts(sync::Bundle& bundle) {
  const auto many = std::find_if(bundle.accords.rbegin(), bundle.accords.rend(),
                                 [](const auto& accord) { return accord.statements.size() > 1; });
  if (many != bundle.accords.rend()) std::swap(many->statements[0], many->statements[1]);
}

/// The last checkpoint with other results, which every party has cosigned all the same.
void other_results(sync::Bundle& bundle, node::World& world) {
  auto& text = bundle.accords.back().note;
  auto note = merkle::parse_note(text).value();
  auto point = kernel::parse_checkpoint_body(world.partnership(), note.text).value();
  point.results.raw[0] ^= 1;
  note.text = kernel::checkpoint_body(world.partnership(), point);
  note.signatures.clear();
  for (const auto& party : world.parties())
    note.signatures.push_back(kernel::cosign_accord(world.key(party, "accord"), party, point, note.text));
  text = merkle::format(note);
}

struct RecordChange {
  std::string_view name;
  void (*make)(sync::Bundle&, node::World&);
};
constexpr std::array kRecordChanges = {
    RecordChange{"the founding not signed by one root",
                 [](sync::Bundle& b, node::World&) { drop_signature(b.accords.front().note); }},
    RecordChange{"its last checkpoint not cosigned by one party",
                 [](sync::Bundle& b, node::World&) { drop_signature(b.accords.back().note); }},
    RecordChange{"its last checkpoint cut short",
                 [](sync::Bundle& b, node::World&) {
                   auto& note = b.accords.back().note;
                   note.resize(note.size() - 10);
                 }},
    RecordChange{"a lower marking in its head",
                 [](sync::Bundle& b, node::World&) { b.header.marking = statement::Marking::unclassified; }},
    RecordChange{"two acts in each other's place", [](sync::Bundle& b, node::World&) { swap_two_acts(b); }},
    RecordChange{"other results, cosigned by all", other_results},
};
constexpr std::string_view kOneByte = "one byte changed";
}  // namespace

void Player::came_of(int line, const base::Result<void>& done, const std::string& what) {
  last_ = {line, done ? base::Refusal{} : done.error(), false, done.has_value()};
  if (weather_ != nullptr) weather_->met(last_.verdict);
  note(line, fmt::format("{} -> {}", what, base::name(last_.verdict.code)));
}

/// The record of a party's node as its bundle, changed on the way where the sentence says so.
std::optional<Bytes> Player::record_of(Words& words) {
  const auto party = words.next("a party");
  if (!words.fault() && !world_->has(party)) words.fail("'" + party + "' is not a party");
  std::string change;
  if (words.take("with")) change = words.next("a change");
  words.end();
  if (broken(words)) return std::nullopt;
  Bytes out;
  const auto ceiling =
      world_->running(party) ? world_->book(party).ceiling() : statement::Marking::restricted;
  const auto header = papers::export_bundle(world_->store(party), ceiling, true, [&](base::ByteView piece) {
    return base::append(out, piece), true;
  });
  if (!header) {
    came_of(words.line(), tl::unexpected(header.error()), "the record leaves the node");
    return std::nullopt;
  }
  if (change.empty()) return out;
  if (change == kOneByte) return out[out.size() / 2] ^= 1, out;
  const auto known = std::find_if(kRecordChanges.begin(), kRecordChanges.end(),
                                  [&](const auto& row) { return row.name == change; });
  if (known == kRecordChanges.end()) {
    std::string names(kOneByte);
    for (const auto& row : kRecordChanges) names += ", " + std::string(row.name);
    return words.fail("'" + change + "' is no change; known are: " + names), std::nullopt;
  }
  auto bundle = sync::read_bundle(out).value();
  known->make(bundle, *world_);
  return sync::write_bundle(bundle, true);
}

/// an auditor reads the record of jpn [with "CHANGE"]
void Player::audit(Words& words) {
  if (const auto file = record_of(words))
    came_of(words.line(), audited(*file), "an auditor reads the record");
}

/// an empty node takes the founding of jpn [with "CHANGE"]
void Player::take_founding(Words& words) {
  const auto file = record_of(words);
  if (!file) return;
  const auto bundle = sync::read_bundle(*file);
  if (!bundle) return came_of(words.line(), tl::unexpected(bundle.error()), "an empty node reads the record");
  const auto& founding = bundle->accords.front();
  store::MemoryStore fresh;
  came_of(words.line(), node::Book::found(fresh, founding.statements.front(), founding.note),
          "an empty node takes the founding");
}

/// jpn proves issue1 to phl [with "CHANGE"]: that it stands in the log under the root that phl has agreed to.
void Player::prove(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  const auto* what = named(words, "an act");
  words.need("to");
  const auto to = words.next("a party");
  if (!words.fault() && !world_->has(to)) words.fail("'" + to + "' is not a party");
  std::string change;
  if (words.take("with")) change = words.next("a change");
  if (broken(words)) return;
  const auto& store = world_->store(party);
  const auto row = store.statement(what->id);
  const auto& head = world_->book(to).head();
  if (!row || !row->entry || row->entry->position >= head.size || store.log_size() < head.size)
    return words.fail("the act is not agreed at both");
  merkle::Levels tree;
  for (const auto& entry : store.log(0, head.size)) tree.append(merkle::leaf_hash(entry.id.view()));
  auto position = row->entry->position;
  auto path = merkle::inclusion_proof(position, head.size, tree.reader());
  if (change == "one hash of the path changed")
    path.front().raw[0] ^= 1;
  else if (change == "the last hash of the path missing")
    path.pop_back();
  else if (change == "another place in the log")
    position = (position + 1) % head.size;
  else if (!change.empty())
    return words.fail("'" + change +
                      "' is no change; known are: one hash of the path changed, the last hash of the path "
                      "missing, another place in the log");
  came_of(words.line(),
          merkle::verify_inclusion(merkle::leaf_hash(what->id.view()), position, head.size, path, head.root),
          party + " proves an act");
}

}  // namespace palitan::cli
