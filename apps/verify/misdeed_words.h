// What a proof file of a misdeed shows, in plain words or as JSON.
#pragma once
#include <string>

#include "kernel/misdeed.h"

namespace palitan::verify {

/// `expected`: the caller named the partnership beforehand.
std::string in_words(const kernel::ProvenMisdeed& misdeed, base::ByteView file, bool expected);
std::string as_json(const kernel::ProvenMisdeed& misdeed, base::ByteView file, bool expected);
/// No file of this form, as against one that proves nothing or is of another partnership.
bool is_unreadable(const base::Refusal& why);
/// Why it proves nothing, or cannot be read.
std::string not_proven(const base::Refusal& why, bool json);

}  // namespace palitan::verify
