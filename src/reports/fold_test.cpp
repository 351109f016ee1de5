#include "reports/fold.h"

#include <gtest/gtest.h>

namespace palitan::reports {
namespace {
std::string fold(std::string_view text) { return to_utf8(folded(text)); }

TEST(Fold, MakesWidthsEqual) {
  EXPECT_EQ(fold("Ｆ－７６　１００"), "f-76 100");
  EXPECT_EQ(fold("ｶﾞｿﾘﾝ"), "ガソリン");
  EXPECT_EQ(fold("ﾎﾟﾝﾌﾟ"), "ポンプ");
  EXPECT_EQ(fold("ﾊﾞｰｽ"), "バース");
  EXPECT_EQ(fold("60㎥"), "60m3");
  EXPECT_EQ(fold("100㍑"), "100リットル");
}

TEST(Fold, MakesCapitalsEqual) {
  EXPECT_EQ(fold("PIÑA Ñ ñ"), "piña ñ ñ");
  EXPECT_EQ(fold("n\u0303"), "ñ");
  EXPECT_EQ(fold("ŽŠĐ"), "žšđ");
  EXPECT_EQ(fold("ÄÖ×Þ"), "äö×þ");
}

TEST(Fold, ComposesKanaMarks) {
  EXPECT_EQ(fold("か\u3099"), "が");
  EXPECT_EQ(fold("ﾊﾟｲﾌﾟ"), "パイプ");
  EXPECT_EQ(fold("ｳﾞ"), "ヴ");
}

TEST(Fold, LeavesOneBlankBetweenWordsAndNoneAtTheEnds) {
  EXPECT_EQ(fold("  fuel \t\n　oil "), "fuel oil");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \n"), "");
}

TEST(Fold, ReadsBadBytesAsReplacementAndRoundTripsTheRest) {
  EXPECT_EQ(fold("a\xff\xe3\x81z"), "a\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(to_utf8(code_points("燃料 é 𠮷")), "燃料 é 𠮷");
  EXPECT_EQ(code_points("𠮷").size(), 1u);
}
}  // namespace
}  // namespace palitan::reports
