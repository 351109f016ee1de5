#include "cli/ceremony.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "kernel/accord.h"
#include "node/book.h"
#include "node/random.h"
#include "statement/envelope.h"

namespace palitan::cli {
namespace {
using nlohmann::json;

constexpr const char* kFormat = "palitan-founding/1";

/// Root keys by the name their cosignatures carry, in the order that accord 0 wants.
std::vector<std::pair<std::string, base::PublicKey>> roots_of(const FoundingFile& file) {
  std::vector<std::pair<std::string, base::PublicKey>> out;
  for (const auto& party : found_of(file).parties)
    for (std::size_t i = 0; i < party.roots.size(); ++i)
      out.emplace_back(kernel::root_key_name(party.code, i), party.roots[i]);
  return out;
}

std::uint64_t seconds_of(const FoundingFile& file) { return static_cast<std::uint64_t>(file.time.ms / 1000); }

bool same_party(const statement::Party& a, const statement::Party& b) {
  return fingerprint_of(a) == fingerprint_of(b);
}

/// Puts a cosignature where it belongs; one that is there already stays.
void take_signature(FoundingFile& file, const merkle::NoteSignature& signature) {
  auto& all = file.signatures;
  if (std::any_of(all.begin(), all.end(), [&](const auto& s) { return s.name == signature.name; })) return;
  all.push_back(signature);
  const auto roots = roots_of(file);
  const auto place = [&](const merkle::NoteSignature& s) {
    return std::find_if(roots.begin(), roots.end(), [&](const auto& r) { return r.first == s.name; });
  };
  std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

Done<void> check_signatures(const FoundingFile& file) {
  const auto roots = roots_of(file);
  for (const auto& signature : file.signatures) {
    const auto root =
        std::find_if(roots.begin(), roots.end(), [&](const auto& r) { return r.first == signature.name; });
    const auto time = root == roots.end() ? base::refuse(base::Code::bad_cosignature, signature.name)
                                          : merkle::verify_cosignature(signature, signature.name,
                                                                       root->second, file.checkpoint);
    if (!time || *time != seconds_of(file))
      return trouble(kRefused, fmt::format("The cosignature {} in the founding file is not that root's.",
                                           signature.name));
  }
  return {};
}
}  // namespace

Done<statement::Party> make_party(const std::filesystem::path& dir, const PartyPlan& plan,
                                  std::string_view passphrase, crypto::WrapParameters parameters) {
  if (plan.roots == 0 || plan.roots > 16 || plan.threshold == 0 || plan.threshold > plan.roots)
    return trouble(kUsage, "A party has 1 to 16 root keys, and the threshold is not above their number.");
  node::NodeFile settings;
  settings.party = plan.code;
  settings.name = plan.name;
  const auto folder = node::Folder::create(dir, settings);
  if (!folder) return trouble(folder.error());
  statement::Party party{plan.code, plan.name, plan.threshold, {}, {}, {}};
  const auto make = [&](std::string_view name) -> base::Result<base::PublicKey> {
    const auto key = node::random_key_pair();
    if (auto ok = folder->write_key(name, key, passphrase, parameters); !ok)
      return tl::unexpected(ok.error());
    return key.public_key;
  };
  for (std::size_t i = 0; i < plan.roots; ++i) {
    const auto root = make(node::root_key_file(i));
    if (!root) return trouble(root.error());
    party.roots.push_back(*root);
  }
  const auto accord = make(node::kAccordKey);
  if (!accord) return trouble(accord.error());
  const auto tls = make(node::kNodeKey);
  if (!tls) return trouble(tls.error());
  party.accord_key = *accord;
  party.node_key = *tls;
  if (auto ok = folder->write_party(party); !ok) return trouble(ok.error());
  return party;
}

base::Hash fingerprint_of(const statement::Party& party) { return crypto::sha256(codec::encode(party)); }

std::string fingerprint_uri(const statement::Party& party) {
  return fmt::format("palitan-party:{}:{}", party.code, base::to_hex(fingerprint_of(party).view()));
}

std::string founding_text(const FoundingFile& file) {
  const std::string note =
      file.signatures.empty() ? "" : merkle::format(merkle::Note{file.checkpoint, file.signatures});
  return json{{"format", kFormat},
              {"partnership", base::to_hex(partnership_of(file).view())},
              {"founding", base::to_base64(file.founding)},
              {"note", note}}
             .dump(2) +
         "\n";
}

Done<FoundingFile> parse_founding(std::string_view text) {
  const auto wrong = [](std::string_view what) {
    return trouble(kRefused, fmt::format("This is not a founding file of this version: {}.", what));
  };
  const auto in = json::parse(text, nullptr, false);
  const auto word = [&](const char* key) {
    return in.is_object() && in.contains(key) && in[key].is_string() ? in[key].get<std::string>()
                                                                     : std::string();
  };
  if (word("format") != kFormat) return wrong("its format line differs");
  FoundingFile file;
  const auto bytes = base::from_base64(word("founding"));
  const auto act = bytes ? statement::decode_statement(*bytes) : base::refuse(base::Code::bad_genesis);
  if (!act) return wrong("the founding cannot be read");
  file.founding = *bytes;
  file.time = act->content().made_at;  // of accord 0: spec/log.md
  auto checkpoint = node::Book::founding_checkpoint(file.founding, file.time);
  if (!checkpoint) return trouble(checkpoint.error());
  file.checkpoint = std::move(*checkpoint);
  if (const auto note_text = word("note"); !note_text.empty()) {
    auto note = merkle::parse_note(note_text);
    if (!note || note->text != file.checkpoint) return wrong("its checkpoint is not over its founding");
    file.signatures = std::move(note->signatures);
  }
  if (auto ok = check_signatures(file); !ok) return tl::unexpected(ok.error());
  return file;
}

statement::Found found_of(const FoundingFile& file) {
  const auto act = statement::decode_statement(file.founding);
  PALITAN_CHECK(act.has_value());
  auto found = statement::read_body<statement::Found>(act->content());
  PALITAN_CHECK(found.has_value());
  return std::move(*found);
}

base::Id partnership_of(const FoundingFile& file) {
  const auto act = statement::decode_statement(file.founding);
  PALITAN_CHECK(act.has_value());
  return act->id();
}

Done<FoundingFile> draft_founding(const node::Folder& folder, std::string_view passphrase,
                                  std::vector<statement::Party> others, const std::string& arrangement,
                                  base::Instant now) {
  const auto own = folder.read_party();
  if (!own) return trouble(own.error());
  statement::Found found;
  found.parties = std::move(others);
  found.parties.push_back(*own);
  found.arrangement = arrangement;
  std::sort(found.parties.begin(), found.parties.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  if (found.parties.front().code != own->code)
    return trouble(
        kUsage, fmt::format("The party whose code comes first drafts the founding. Run this on the machine "
                            "of '{}' and sign its draft here.",
                            found.parties.front().code));
  const auto key = folder.read_key(node::root_key_file(0), passphrase);
  if (!key) return trouble(key.error());
  statement::Content content;
  content.kind = static_cast<std::uint16_t>(statement::Kind::found);
  content.made_at = content.effective_at = {now.ms / 1000 * 1000};  // cosignatures carry whole seconds
  const auto body = codec::encode(found);
  content.body = {body};
  FoundingFile file;
  file.time = content.made_at;
  file.founding = statement::sign(std::move(content), *key)->bytes();
  auto checkpoint = node::Book::founding_checkpoint(file.founding, file.time);
  if (!checkpoint) return trouble(checkpoint.error());
  file.checkpoint = std::move(*checkpoint);
  return file;
}

Done<void> sign_founding(const node::Folder& folder, std::string_view passphrase,
                         const std::vector<statement::Party>& known, FoundingFile& file) {
  const auto own = folder.read_party();
  if (!own) return trouble(own.error());
  const auto found = found_of(file);
  auto expected = known;
  expected.push_back(*own);
  for (const auto& party : expected) {
    const auto at = std::find_if(found.parties.begin(), found.parties.end(),
                                 [&](const auto& p) { return p.code == party.code; });
    if (at == found.parties.end() || !same_party(*at, party))
      return trouble(
          kRefused,
          fmt::format("The founding does not name '{}' as it was compared. Do not sign; compare the "
                      "fingerprints again.",
                      party.code));
  }
  if (expected.size() != found.parties.size())
    return trouble(kRefused,
                   "The founding names a party whose party.json was not given with --with. Compare its "
                   "fingerprint first.");
  for (std::size_t i = 0; i < folder.root_count() && i < own->roots.size(); ++i) {
    const auto key = folder.read_key(node::root_key_file(i), passphrase);
    if (!key) return trouble(key.error());
    take_signature(
        file, merkle::cosign(*key, kernel::root_key_name(own->code, i), seconds_of(file), file.checkpoint));
  }
  return {};
}

Done<FoundingFile> merge_foundings(const std::vector<FoundingFile>& files) {
  if (files.empty()) return trouble(kUsage, "Name the signed founding files.");
  auto out = files.front();
  for (const auto& file : files) {
    if (file.founding != out.founding || file.checkpoint != out.checkpoint)
      return trouble(kRefused,
                     "These files are not of one founding. Use the files that grew out of one draft.");
    for (const auto& signature : file.signatures) take_signature(out, signature);
  }
  return out;
}

std::vector<std::string> missing_signatures(const FoundingFile& file) {
  std::vector<std::string> out;
  for (const auto& [name, key] : roots_of(file))
    if (std::none_of(file.signatures.begin(), file.signatures.end(),
                     [&](const auto& s) { return s.name == name; }))
      out.push_back(name);
  return out;
}

Done<base::Id> finish_founding(const node::Folder& folder, const FoundingFile& file) {
  if (const auto missing = missing_signatures(file); !missing.empty())
    return trouble(
        kRefused,
        fmt::format("The founding is not complete: {} of {} cosignatures, and '{}' is missing. "
                    "Have that party sign, then finish with all files.",
                    file.signatures.size(), file.signatures.size() + missing.size(), missing.front()));
  const auto lock = folder.lock();
  if (!lock) return trouble(lock.error());
  const auto id =
      folder.found_record(file.founding, merkle::format(merkle::Note{file.checkpoint, file.signatures}));
  if (!id) return trouble(id.error());
  return *id;
}

}  // namespace palitan::cli
