// The words of an act that people may look for: what was written by hand in any of its fields. Codes stay
// out.
#pragma once
#include <string>
#include <vector>

#include "statement/envelope.h"

namespace palitan::reports {

struct ActText {
  std::string field;  ///< "lines[0].description"; "attachments[1].name"
  std::string text;
};
/// In field order; of an instrument its name and title. Short codes (parties, currencies, units) are no
/// words. Nothing of a kind or body that cannot be read.
std::vector<ActText> texts_of(const statement::Statement& act);

}  // namespace palitan::reports
