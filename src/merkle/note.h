// Signed notes (c2sp.org/signed-note), checkpoints (c2sp.org/tlog-checkpoint) and cosignatures
// (c2sp.org/tlog-cosignature, v1).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/refusal.h"
#include "crypto/sign.h"

namespace palitan::merkle {

inline constexpr std::size_t kMaxNoteBytes = 64 * 1024;
inline constexpr std::size_t kMaxNoteSignatures = 64;
/// Sizes and times stay below 2^63, so that every store and language can hold them.
inline constexpr std::uint64_t kMaxNoteNumber = (std::uint64_t{1} << 63) - 1;

// --- the note ---

/// May this name a key? Not empty, valid UTF-8, no Unicode space, no control character, no plus.
bool is_key_name(std::string_view name);

/// One line "— name base64(key hash, signature)".
struct NoteSignature {
  std::string name;            ///< of the key: not empty, no space, no plus; see `is_key_name`
  std::uint32_t key_hash = 0;  ///< first four bytes of the hash of name, type and key, big-endian in the line
  base::Bytes signature;       ///< not empty; 64 bytes for Ed25519, 72 for a cosignature

  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  ///< what is signed; ends in a newline
  std::vector<NoteSignature> signatures;

  bool operator==(const Note&) const = default;
};

/// Strict: what is accepted is given back byte for byte by `format`. Checks no signature. Refuses `bad_note`,
/// and `bad_too_large` above kMaxNoteBytes or kMaxNoteSignatures.
base::Result<Note> parse_note(std::string_view bytes);

/// REQUIRES: `text` ends in a newline, every name is a key name, no signature is empty, and there is at least
/// one.
std::string format(const Note& note);

/// Key hash for a plain Ed25519 signature over a note's text (type 0x01).
std::uint32_t note_key_hash(std::string_view name, const base::PublicKey& key);

/// REQUIRES: `name` is a key name.
NoteSignature sign_note(const crypto::KeyPair& key, std::string_view name, std::string_view text);

/// Refuses `bad_signature` where name, key hash or signature differ from what that key would have written.
base::Result<void> verify_note_signature(const NoteSignature& signature, std::string_view name,
                                         const base::PublicKey& key, std::string_view text);

// --- the checkpoint ---

/// What a log says of itself at one size.
struct Checkpoint {
  std::string origin;                   ///< which log; one line, not empty
  std::uint64_t size = 0;               ///< leaves; at most kMaxNoteNumber
  base::Hash root;                      ///< of these leaves
  std::vector<std::string> extensions;  ///< further lines, each one line and not empty

  bool operator==(const Checkpoint&) const = default;
};

/// The note text: origin, size, root in base64 and the extensions, each line ended by a newline.
/// REQUIRES: the fields are as their comments say.
std::string body(const Checkpoint& checkpoint);

/// Strict inverse of `body`. Refuses `bad_note`, and `bad_too_large` above kMaxNoteBytes.
base::Result<Checkpoint> parse_checkpoint(std::string_view text);

// --- the cosignature ---

/// SHA-256(name || 0x0A || 0x04 || key), first four bytes.
std::uint32_t cosignature_key_hash(std::string_view name, const base::PublicKey& key);

/// What is signed: "cosignature/v1", "time N", then the checkpoint body. REQUIRES: unix_seconds <=
/// kMaxNoteNumber.
base::Bytes cosignature_message(std::uint64_t unix_seconds, std::string_view checkpoint_body);

/// REQUIRES: `name` is a key name; unix_seconds <= kMaxNoteNumber.
NoteSignature cosign(const crypto::KeyPair& key, std::string_view name, std::uint64_t unix_seconds,
                     std::string_view checkpoint_body);

/// The time that was signed, in Unix seconds. Refuses `bad_cosignature` where name, key hash, form or
/// signature do not fit.
base::Result<std::uint64_t> verify_cosignature(const NoteSignature& signature, std::string_view name,
                                               const base::PublicKey& key, std::string_view checkpoint_body);

}  // namespace palitan::merkle
