// Founding a partnership between machines that share nothing but files: docs/operating/ceremony.md is the
// page for the officers who do it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cli/say.h"
#include "crypto/vault.h"
#include "merkle/note.h"
#include "node/folder.h"

namespace palitan::cli {

struct PartyPlan {
  statement::PartyCode code;
  std::string name;
  std::size_t roots = 3;
  std::uint32_t threshold = 2;
};

/// Makes a party's folder: root keys, accord key and node key, all wrapped under `passphrase`, and
/// party.json.
Done<statement::Party> make_party(const std::filesystem::path& dir, const PartyPlan& plan,
                                  std::string_view passphrase, crypto::WrapParameters parameters = {});

/// SHA-256 over the party's public parts: what two officers compare.
base::Hash fingerprint_of(const statement::Party& party);
/// What stands in the QR code of a party: "palitan-party:jpn:<hex>".
std::string fingerprint_uri(const statement::Party& party);

/// A founding on its way from machine to machine: the signed founding statement, the checkpoint that every
/// root cosigns, and the cosignatures gathered so far.
struct FoundingFile {
  base::Bytes founding;
  base::Instant time;  ///< when the founding was made, which is accord 0's time (spec/log.md)
  std::string checkpoint;
  std::vector<merkle::NoteSignature> signatures;  ///< in party and root order
};

/// As text and back. Trouble: not a founding file, or its checkpoint is not over its founding.
std::string founding_text(const FoundingFile& file);
Done<FoundingFile> parse_founding(std::string_view text);
/// What the founding statement says. REQUIRES: made by draft_founding() or parse_founding().
statement::Found found_of(const FoundingFile& file);
base::Id partnership_of(const FoundingFile& file);

/// The founding statement, signed by the first root of the first party, whose folder this is.
/// Trouble: this party is not the first by code, a party twice, the passphrase.
Done<FoundingFile> draft_founding(const node::Folder& folder, std::string_view passphrase,
                                  std::vector<statement::Party> others, const std::string& arrangement,
                                  base::Instant now);
/// Adds the cosignatures of every root key in this folder. `known`: the parties as compared in person; each
/// must stand in the founding exactly so, as must this folder's own. Trouble: a difference, the passphrase.
Done<void> sign_founding(const node::Folder& folder, std::string_view passphrase,
                         const std::vector<statement::Party>& known, FoundingFile& file);
/// Puts together what several parties signed apart. Trouble: they are not one founding.
Done<FoundingFile> merge_foundings(const std::vector<FoundingFile>& files);
/// "phl/root-1" ... whose cosignature is not there.
std::vector<std::string> missing_signatures(const FoundingFile& file);
/// Starts the record in this folder. Trouble: a cosignature is missing or wrong, the folder is served.
Done<base::Id> finish_founding(const node::Folder& folder, const FoundingFile& file);

}  // namespace palitan::cli
