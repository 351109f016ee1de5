// Dates as a calendar that programs subscribe to (RFC 5545).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace palitan::papers {

/// A day, or a window of days.
struct CalendarEntry {
  std::string uid;  ///< the same as long as it is about the same thing; ASCII
  base::Date from;
  std::optional<base::Date> last;  ///< of a window; absent: one day
  std::string summary;
  std::string description;
  std::string category;
};

/// `stamp`: when it was made. Lines end with CR LF and are folded at 75 octets, never inside a character;
/// control characters become blanks. The same arguments give the same bytes.
std::string calendar_of(const std::vector<CalendarEntry>& entries, const std::string& name,
                        base::Instant stamp);

}  // namespace palitan::papers
