#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "merkle/key_hash.h"
#include "merkle/note.h"
#include "merkle/text.h"

namespace palitan::merkle {
namespace {
using base::Code;

constexpr std::uint8_t kCosignatureType = 0x04;
constexpr std::size_t kTimeBytes = 8;

bool is_line(std::string_view text) {
  return !text.empty() && text.find('\n') == std::string_view::npos && is_note_text(text);
}

/// Takes one line off `text`. Nothing where it is empty or not ended by a newline.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// Decimal without leading zeros, at most kMaxNoteNumber.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || end != text.data() + text.size() || leading_zero || out > kMaxNoteNumber) {
    return std::nullopt;
  }
  return out;
}
}  // namespace

std::string body(const Checkpoint& checkpoint) {
  PALITAN_CHECK(is_line(checkpoint.origin) && checkpoint.size <= kMaxNoteNumber);
  std::string out = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
                    base::to_base64(checkpoint.root.view()) + '\n';
  for (const auto& line : checkpoint.extensions) {
    PALITAN_CHECK(is_line(line));
    out += line;
    out += '\n';
  }
  return out;
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text) {
  if (text.size() > kMaxNoteBytes)
    return base::refuse(Code::bad_too_large, "a checkpoint of more than 64 KiB");
  if (!is_note_text(text)) return base::refuse(Code::bad_note, "the checkpoint is not plain UTF-8 text");
  const auto origin = take_line(text);
  const auto size_line = origin ? take_line(text) : std::nullopt;
  const auto root_line = size_line ? take_line(text) : std::nullopt;
  if (!root_line) return base::refuse(Code::bad_note, "a checkpoint has at least origin, size and root");
  const auto size = parse_size(*size_line);
  if (!size) return base::refuse(Code::bad_note, "the checkpoint's size is not a plain number");
  const auto root_bytes = base::from_base64(*root_line);
  const auto root = root_bytes ? base::Hash::from(*root_bytes) : std::nullopt;
  if (!root) return base::refuse(Code::bad_note, "the checkpoint's root is not 32 bytes in base64");
  Checkpoint out{std::string(*origin), *size, *root, {}};
  while (!text.empty()) {
    const auto line = take_line(text);
    if (!line) return base::refuse(Code::bad_note, "the checkpoint has an empty or unfinished line");
    out.extensions.emplace_back(*line);
  }
  return out;
}

std::uint32_t cosignature_key_hash(std::string_view name, const base::PublicKey& key) {
  return typed_key_hash(name, kCosignatureType, key);
}

base::Bytes cosignature_message(std::uint64_t unix_seconds, std::string_view checkpoint_body) {
  PALITAN_CHECK(unix_seconds <= kMaxNoteNumber);
  base::Bytes out;
  base::append(out, base::view_of("cosignature/v1\ntime " + std::to_string(unix_seconds) + "\n"));
  base::append(out, base::view_of(checkpoint_body));
  return out;
}

NoteSignature cosign(const crypto::KeyPair& key, std::string_view name, std::uint64_t unix_seconds,
                     std::string_view checkpoint_body) {
  PALITAN_CHECK(is_key_name(name));
  NoteSignature out{std::string(name), cosignature_key_hash(name, key.public_key), {}};
  for (int shift = 56; shift >= 0; shift -= 8)
    out.signature.push_back(static_cast<std::uint8_t>(unix_seconds >> shift));
  base::append(out.signature, crypto::sign(key, cosignature_message(unix_seconds, checkpoint_body)).view());
  return out;
}

base::Result<std::uint64_t> verify_cosignature(const NoteSignature& signature, std::string_view name,
                                               const base::PublicKey& key, std::string_view checkpoint_body) {
  const auto refused = [&] { return base::refuse(Code::bad_cosignature, "of " + std::string(name)); };
  if (signature.name != name || signature.key_hash != cosignature_key_hash(name, key) ||
      signature.signature.size() != kTimeBytes + base::Signature::kSize) {
    return refused();
  }
  const base::ByteView bytes = signature.signature;
  std::uint64_t seconds = 0;
  for (const auto b : bytes.first(kTimeBytes)) seconds = seconds << 8 | b;
  if (seconds > kMaxNoteNumber) return refused();
  const auto raw = base::Signature::from(bytes.subspan(kTimeBytes));
  if (!crypto::verify(key, cosignature_message(seconds, checkpoint_body), *raw)) return refused();
  return seconds;
}

}  // namespace palitan::merkle
