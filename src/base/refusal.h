// The vocabulary of refusals. A refusal is a value: a stable code, the clause it leans on, and what was seen.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace palitan::base {

enum class Code : std::uint16_t {
#define REFUSAL(number, name, sentence) name = number,
#include "base/refusals.def"
#undef REFUSAL
};

/// Consequence of a code: see spec/refusals.md.
enum class Family { accepted, bad, local, later, refused };

std::string_view name(Code code);
/// One sentence that says what to do.
std::string_view advice(Code code);
/// Empty where the number names no code of this version.
std::optional<Code> code_from_number(std::uint64_t number);
std::optional<Code> code_from_name(std::string_view name);
Family family(Code code);
/// Every code, ascending.
std::span<const Code> all_codes();

struct Refusal {
  Code code = Code::accepted;
  std::string clause;  ///< e.g. "art-4-1" of the instrument, or a section of spec/; empty where none applies
  std::string detail;  ///< what was seen, for people; never enters the record

  bool operator==(const Refusal&) const = default;
};

/// "refused_excluded (annex-ammunition): <advice> <detail>" as shown to a person. `clause_text`: what the
/// clause says, where it is at hand; it follows the clause's key.
std::string sentence(const Refusal& refusal, std::string_view clause_text = {});

template <class T>
using Result = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(Code code, std::string detail = {}, std::string clause = {}) {
  return tl::unexpected<Refusal>(Refusal{code, std::move(clause), std::move(detail)});
}

/// A fault of disk or net: not a judgement on anybody's act.
struct Failure {
  enum class Kind { retry, stop } kind = Kind::stop;
  std::string what;
};
template <class T>
using Outcome = tl::expected<T, Failure>;

}  // namespace palitan::base
