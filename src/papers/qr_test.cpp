#include "papers/qr.h"

#include <gtest/gtest.h>

namespace palitan::papers {
namespace {

TEST(Qr, IsSquareWithAQuietZone) {
  const auto picture = qr_text("jpn 5b7c0a4e");
  ASSERT_FALSE(picture.empty());
  std::size_t rows = 0;
  for (const char c : picture) rows += c == '\n' ? 1 : 0;
  // Version 1 is 21 dots; with two quiet dots on each side 25, two to a row.
  EXPECT_EQ(rows, 13u);
  const std::string quiet_row = "█████████████████████████\n";
  EXPECT_EQ(picture.substr(0, quiet_row.size()), quiet_row);
}

TEST(Qr, SaysNothingOfNothingAndOfTooMuch) {
  EXPECT_TRUE(qr_text("").empty());
  EXPECT_TRUE(qr_text(std::string(5000, 'x')).empty());
}

TEST(Qr, DiffersWithItsText) { EXPECT_NE(qr_text("jpn"), qr_text("phl")); }

}  // namespace
}  // namespace palitan::papers
