// Places as people write them.
#include "cli/place_syntax.h"

#include <gtest/gtest.h>

namespace palitan::cli {
namespace {

std::string said(std::string_view text) {
  const auto place = parse_place(text);
  if (!place) return "no";
  auto out = place->locode + "|" + place->name;
  if (place->latitude) out += fmt::format("|{}|{}", *place->latitude, *place->longitude);
  return out;
}

TEST(PlaceSyntax, TakesWhatIsThere) {
  EXPECT_EQ(said("PHMOP Mactan Air Base 10.3075,123.979"), "PHMOP|Mactan Air Base|10307500|123979000");
  EXPECT_EQ(said("PHMOP"), "PHMOP|");
  EXPECT_EQ(said(" Subic Bay "), "|Subic Bay");
  EXPECT_EQ(said("-33.86,151.21"), "||-33860000|151210000");
  EXPECT_EQ(said("MANILA harbour, pier 5"), "|MANILA harbour, pier 5");
}

TEST(PlaceSyntax, RefusesWhatIsNowhere) {
  for (const auto* text : {"", "  ", "Mactan 91,10", "Mactan 10,181", "Mactan 10.1234567,3", "Mactan 10,"})
    EXPECT_EQ(said(text), "no") << text;
}

}  // namespace
}  // namespace palitan::cli
