#include "reports/act_texts.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::reports {
namespace {
using Found = std::map<std::string, std::string>;

Found found(const statement::SignedStatement& act) {
  Found out;
  for (auto& one : texts_of(*act)) out.emplace(one.field, one.text);
  return out;
}

TEST(ActTexts, AreTheWordsOfEveryFieldWithTheirPlaces) {
  kernel::kit::Record record({.open_house = true});
  auto request = record.request_of({kernel::kit::paid_fuel()});
  request.reference = "A1";
  request.place = "スービック湾";
  request.lines[0].description = "Marine diesel";
  const auto texts = found(record.sign(record.office("phl"), request));
  EXPECT_EQ(texts.at("reference"), "A1");
  EXPECT_EQ(texts.at("place"), "スービック湾");
  EXPECT_EQ(texts.at("lines[0].description"), "Marine diesel");
  EXPECT_EQ(texts.at("lines[0].item"), "F-76");
  for (const auto* code : {"supplier", "recipient", "currency", "lines[0].unit"})
    EXPECT_FALSE(texts.contains(code)) << code;
}

TEST(ActTexts, NameAnInstrumentByItsRules) {
  kernel::kit::Record record({.open_house = true});
  const auto rules = kernel::kit::plain_instrument({"jpn", "phl"});
  const auto texts =
      found(record.sign(record.office("jpn"), statement::ProposeInstrument{terms::write(rules)}));
  EXPECT_EQ(texts.at("rules.name"), rules.name);
  EXPECT_EQ(texts.at("rules.title"), rules.title);
}
}  // namespace
}  // namespace palitan::reports
