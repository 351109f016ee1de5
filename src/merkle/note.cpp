#include "merkle/note.h"

#include <array>

#include "base/check.h"
#include "crypto/hash.h"
#include "merkle/key_hash.h"
#include "merkle/text.h"

namespace palitan::merkle {
namespace {
using base::Code;

constexpr std::string_view kLineStart = "\u2014 ";  // em dash, space
constexpr std::uint8_t kEd25519Type = 0x01;
constexpr std::size_t kKeyHashBytes = 4;

/// `line` without its newline.
base::Result<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kLineStart)) {
    return base::refuse(Code::bad_note, "a signature line does not start with an em dash");
  }
  line.remove_prefix(kLineStart.size());
  const auto space = line.find(' ');
  const auto name = line.substr(0, space);
  if (space == std::string_view::npos || !is_key_name(name)) {
    return base::refuse(Code::bad_note, "a signature line has no proper key name");
  }
  const auto bytes = base::from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kKeyHashBytes)
    return base::refuse(Code::bad_note, "a signature is not proper base64");
  NoteSignature out;
  out.name = name;
  for (std::size_t i = 0; i < kKeyHashBytes; ++i) out.key_hash = out.key_hash << 8 | (*bytes)[i];
  out.signature.assign(bytes->begin() + kKeyHashBytes, bytes->end());
  return out;
}

void append_line(std::string& out, const NoteSignature& signature) {
  PALITAN_CHECK(is_key_name(signature.name) && !signature.signature.empty());
  base::Bytes bytes;
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(signature.key_hash >> shift));
  base::append(bytes, signature.signature);
  out += kLineStart;
  out += signature.name;
  out += ' ';
  out += base::to_base64(bytes);
  out += '\n';
}
}  // namespace

base::Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > kMaxNoteBytes) return base::refuse(Code::bad_too_large, "a note of more than 64 KiB");
  if (!is_note_text(bytes)) return base::refuse(Code::bad_note, "the note is not plain UTF-8 text");
  // The text may hold empty lines of its own; the last one divides.
  const auto divide = bytes.rfind("\n\n");
  if (divide == std::string_view::npos)
    return base::refuse(Code::bad_note, "no empty line before the signatures");
  Note out;
  out.text = bytes.substr(0, divide + 1);
  auto rest = bytes.substr(divide + 2);
  if (rest.empty() || rest.back() != '\n')
    return base::refuse(Code::bad_note, "the signature lines are cut off");
  while (!rest.empty()) {
    if (out.signatures.size() == kMaxNoteSignatures) {
      return base::refuse(Code::bad_too_large, "a note with more than 64 signatures");
    }
    const auto end = rest.find('\n');
    auto signature = parse_signature(rest.substr(0, end));
    if (!signature) return tl::unexpected(signature.error());
    out.signatures.push_back(*std::move(signature));
    rest.remove_prefix(end + 1);
  }
  return out;
}

std::string format(const Note& note) {
  PALITAN_CHECK(note.text.ends_with('\n') && !note.signatures.empty());
  std::string out = note.text;
  out += '\n';
  for (const auto& signature : note.signatures) append_line(out, signature);
  return out;
}

std::uint32_t typed_key_hash(std::string_view name, std::uint8_t type, const base::PublicKey& key) {
  const std::array<std::uint8_t, 2> middle = {'\n', type};
  const auto hash = crypto::Sha256().update(base::view_of(name)).update(middle).update(key.view()).finish();
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < kKeyHashBytes; ++i) out = out << 8 | hash.raw[i];
  return out;
}

std::uint32_t note_key_hash(std::string_view name, const base::PublicKey& key) {
  return typed_key_hash(name, kEd25519Type, key);
}

NoteSignature sign_note(const crypto::KeyPair& key, std::string_view name, std::string_view text) {
  PALITAN_CHECK(is_key_name(name));
  const auto signature = crypto::sign(key, base::view_of(text));
  return {
      std::string(name), note_key_hash(name, key.public_key), {signature.raw.begin(), signature.raw.end()}};
}

base::Result<void> verify_note_signature(const NoteSignature& signature, std::string_view name,
                                         const base::PublicKey& key, std::string_view text) {
  const auto raw = base::Signature::from(signature.signature);
  if (signature.name != name || signature.key_hash != note_key_hash(name, key) || !raw ||
      !crypto::verify(key, base::view_of(text), *raw)) {
    return base::refuse(Code::bad_signature, "the note is not signed by " + std::string(name));
  }
  return {};
}

}  // namespace palitan::merkle
