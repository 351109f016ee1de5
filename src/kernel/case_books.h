// What a case has put on the books, from its figures alone: the postings of an act are the difference of its
// case's positions after and before it.
#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// Nothing before every party that it touches has agreed.
std::optional<ledger::Position> position_of(const CreditFact& credit);
/// Of any case; empty for those that never post. Nothing where a figure does not fit.
std::optional<ledger::Position> position_of(const CaseFact& file);

}  // namespace palitan::kernel
