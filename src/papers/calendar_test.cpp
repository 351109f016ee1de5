#include "papers/calendar.h"

#include <gtest/gtest.h>

namespace palitan::papers {
namespace {
constexpr base::Instant kStamp{1'795'700'000'000};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    EXPECT_NE(end, text.npos) << "a line without its end";
    out.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return out;
}
/// As a reader puts the lines together again.
std::string unfolded(const std::string& text) {
  std::string out;
  for (const auto& line : lines_of(text)) out += line.starts_with(' ') ? line.substr(1) : "\n" + line;
  return out + "\n";
}

TEST(Calendar, HasADayAndAWindow) {
  const auto day = *base::parse_date("2026-12-31");
  const auto text =
      calendar_of({{"a@jpn.palitan", day, {}, "Bill F-76", {}, "bill"},
                   {"b@jpn.palitan", day, base::add_days(day, 2), "Visit", "two lines\nof it", {}}},
                  "Palitan jpn", kStamp);
  const auto flat = unfolded(text);
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")) << text;
  EXPECT_TRUE(text.ends_with("END:VCALENDAR\r\n"));
  for (const char* part : {"\nUID:a@jpn.palitan\n", "\nDTSTART;VALUE=DATE:20261231\n",
                           "\nDTEND;VALUE=DATE:20270101\n", "\nDTEND;VALUE=DATE:20270103\n",
                           "\nDESCRIPTION:two lines\\nof it\n", "\nCATEGORIES:bill\n", "\nSUMMARY:Visit\n"})
    EXPECT_NE(flat.find(part), flat.npos) << part << flat;
  EXPECT_NE(flat.find("\nDTSTAMP:" + std::string("2026")), flat.npos);
  EXPECT_EQ(text,
            calendar_of({{"a@jpn.palitan", day, {}, "Bill F-76", {}, "bill"},
                         {"b@jpn.palitan", day, base::add_days(day, 2), "Visit", "two lines\nof it", {}}},
                        "Palitan jpn", kStamp));
}

TEST(Calendar, FoldsLongLinesBetweenCharacters) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "燃料,";
  const auto text = calendar_of({{"a", base::Date{20'000}, {}, words, {}, {}}}, "x", kStamp);
  for (const auto& line : lines_of(text)) {
    EXPECT_LE(line.size(), 75u);
    if (!line.starts_with(' ')) continue;
    EXPECT_NE(static_cast<unsigned char>(line[1]) & 0xc0, 0x80) << "cut inside a character";
  }
  std::string wanted;
  for (int i = 0; i < 60; ++i) wanted += "燃料\\,";
  EXPECT_NE(unfolded(text).find("SUMMARY:" + wanted + "\n"), std::string::npos);
}

TEST(Calendar, LetsNoTextAddALine) {
  const auto text =
      calendar_of({{"a", base::Date{20'000}, {}, "x\r\nEND:VCALENDAR\r\n\x01;y", {}, {}}}, "n\nm", kStamp);
  EXPECT_NE(text.find("SUMMARY:x\\nEND:VCALENDAR\\n \\;y\r\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("END:VCALENDAR\r\n"), text.size() - 15);
}
}  // namespace
}  // namespace palitan::papers
