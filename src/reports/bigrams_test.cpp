#include "reports/bigrams.h"

#include <gtest/gtest.h>

#include <random>

#include "reports/fold.h"

namespace palitan::reports {
namespace {

std::vector<std::string> found(const Bigrams& index, std::string_view query, std::size_t max = 100) {
  std::vector<std::string> out;
  for (const auto& match : index.find(query, max)) out.emplace_back(index.text(match.text));
  return out;
}
using Texts = std::vector<std::string>;

TEST(Bigrams, FindTwoKanjiInsideALongText) {
  Bigrams index;
  index.add("訓練用燃料の補給");
  index.add("飲料水 60㎥");
  index.add("燃える料理");
  EXPECT_EQ(found(index, "燃料"), Texts{"訓練用燃料の補給"});
  EXPECT_EQ(found(index, "料"), (Texts{"燃える料理", "飲料水 60㎥", "訓練用燃料の補給"}))
      << "one character, newest first";
  EXPECT_EQ(found(index, "60m3"), Texts{"飲料水 60㎥"});
  EXPECT_TRUE(found(index, "水料").empty());
  EXPECT_TRUE(found(index, "").empty());
  EXPECT_TRUE(found(index, " 　").empty());
}

TEST(Bigrams, PutWhatHoldsTheQueryAsOnePieceFirst) {
  Bigrams index;
  index.add("fuel fuel fuel for Subic Bay");
  index.add("Subic Bay fuel");
  index.add("subic's bay and much fuel");
  EXPECT_EQ(found(index, "ｓｕｂｉｃ　ＢＡＹ fuel").front(), "Subic Bay fuel");
  EXPECT_EQ(found(index, "fuel"),
            (Texts{"fuel fuel fuel for Subic Bay", "subic's bay and much fuel", "Subic Bay fuel"}));
}

TEST(Bigrams, NeedEveryPairAndEveryLoneCharacter) {
  Bigrams index;
  index.add("berth 3, Yokosuka");
  index.add("berth 4, Yokosuka");
  EXPECT_EQ(found(index, "berth 4"), Texts{"berth 4, Yokosuka"});
  EXPECT_TRUE(found(index, "berth 5").empty());
  EXPECT_EQ(found(index, "yokosuka", 1), Texts{"berth 4, Yokosuka"}) << "the newest where there are too many";
}

TEST(Bigrams, AgreeWithPlainSearchOnMadeTexts) {
  std::mt19937 random(7);
  const std::string letters = "ab c";
  const auto made = [&](std::size_t most) {
    std::string out;
    for (auto n = random() % most; n > 0; --n) out += letters[random() % letters.size()];
    return out;
  };
  Bigrams index;
  Texts all;
  for (int i = 0; i < 300; ++i) index.add(all.emplace_back(made(12)));
  for (int i = 0; i < 300; ++i) {
    const auto query = folded(made(5));
    if (query.empty()) continue;
    std::size_t holding = 0;
    for (const auto& text : all) holding += folded(text).find(query) != std::u32string::npos ? 1 : 0;
    std::size_t whole = 0;
    for (const auto& match : index.find(to_utf8(query), 1000)) whole += match.whole ? 1 : 0;
    EXPECT_EQ(whole, holding) << to_utf8(query);
  }
}
}  // namespace
}  // namespace palitan::reports
