#include "papers/instrument_texts.h"

#include <gtest/gtest.h>

namespace palitan::papers {
namespace {

TEST(ClauseTexts, AreReadBackAsTheyWereWritten) {
  CompiledInstrument compiled;
  compiled.instrument.name = "plain";
  compiled.texts = {{"art-1", "Fuel is \"given\".", "燃料", "", false},
                    {"art-2", "Water.", "", "Tubig.", false}};
  compiled.examples = {{"fuel", "F-76", "", ""}};
  const auto read = read_clause_texts(text_attachment(compiled));
  ASSERT_TRUE(read) << base::sentence(read.error());
  EXPECT_EQ(*read, compiled.texts);
}

TEST(ClauseTexts, AnythingElseIsRefused) {
  for (const std::string_view text :
       {"", "{", "[]", "{}", R"({"clauses":{}})", R"({"clauses":[1]})", R"({"clauses":[{"en":"x"}]})",
        R"({"clauses":[{"clause":"a","en":1}]})", "{\"clauses\":[{\"clause\":\"\xff\"}]}"})
    EXPECT_FALSE(read_clause_texts(text)) << text;
  EXPECT_FALSE(read_clause_texts(std::string(1'000'000, '[')));
  EXPECT_TRUE(read_clause_texts(R"({"clauses":[]})"));
}

}  // namespace
}  // namespace palitan::papers
