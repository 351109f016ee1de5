// What an instrument says of every order under it. Inside the cli room.
#pragma once
#include "cli/instrument_explain.h"

namespace palitan::cli {

/// Authorities, duration and notice, how far an act may be dated back, claims, write-offs, netting.
std::vector<Speaks> explain_standing(const terms::Instrument& instrument, const CaseWords& at);

}  // namespace palitan::cli
