// Files that an act is to name: put on the node first, then signed by their hash.
#pragma once
#include "cli/desk.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {

/// `file` is FILE or FILE,TYPE; where the type is left out the file's ending tells it. With the type
/// "salted:", or "salted:" before a type, fresh salt stands before the content. Trouble: usage, or the disk.
struct FileToAttach {
  statement::Attachment what;
  base::Bytes bytes;
};
Done<FileToAttach> read_to_attach(const std::string& file);

/// Puts the bytes on the node; what an act then signs.
Done<statement::Attachment> attach_bytes(Desk& desk, base::Bytes bytes, std::string type, std::string name);
/// The clause texts of an instrument, for its proposal.
Done<statement::Attachment> attach_texts(Desk& desk, const papers::CompiledInstrument& compiled);
/// Every file, in order. What was put before a trouble stays, named by nothing.
Done<std::vector<statement::Attachment>> attach_files(Desk& desk, const std::vector<std::string>& files);

}  // namespace palitan::cli
