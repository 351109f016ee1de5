#include "papers/calendar.h"

#include <algorithm>

namespace palitan::papers {
namespace {
constexpr std::size_t kLineMax = 75;  ///< octets, RFC 5545 section 3.1

/// 3.3.11: text with its own signs escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
      out += c;
    else if (c != '\r')
      out += ' ';
  }
  return out;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

void add_line(std::string& out, std::string_view line) {
  auto room = kLineMax;
  while (line.size() > room) {
    auto cut = room;
    while (cut > 0 && !begins_character(line[cut])) --cut;
    if (cut == 0) cut = room;  // no character is as long as that; its bytes must go somewhere
    out += line.substr(0, cut);
    out += "\r\n ";
    line.remove_prefix(cut);
    room = kLineMax - 1;  // the blank counts
  }
  out += line;
  out += "\r\n";
}

/// "20261123".
std::string basic(base::Date date) {
  auto text = base::to_text(date);
  std::erase(text, '-');
  return text;
}
/// "20261123T140152Z".
std::string basic(base::Instant at) {
  auto text = base::to_text(at).substr(0, 19);
  std::erase(text, '-');
  std::erase(text, ':');
  return text + "Z";
}

void add_entry(std::string& out, const CalendarEntry& entry, base::Instant stamp) {
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:" + escaped(entry.uid));
  add_line(out, "DTSTAMP:" + basic(stamp));
  add_line(out, "DTSTART;VALUE=DATE:" + basic(entry.from));
  const auto last = std::max(entry.from, entry.last.value_or(entry.from));
  if (last < base::kDateMax) add_line(out, "DTEND;VALUE=DATE:" + basic(base::add_days(last, 1)));
  add_line(out, "SUMMARY:" + escaped(entry.summary));
  if (!entry.description.empty()) add_line(out, "DESCRIPTION:" + escaped(entry.description));
  if (!entry.category.empty()) add_line(out, "CATEGORIES:" + escaped(entry.category));
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "END:VEVENT");
}
}  // namespace

std::string calendar_of(const std::vector<CalendarEntry>& entries, const std::string& name,
                        base::Instant stamp) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Palitan//Due dates//EN");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "X-WR-CALNAME:" + escaped(name));
  add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  for (const auto& entry : entries) add_entry(out, entry, stamp);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace palitan::papers
