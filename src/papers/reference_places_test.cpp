// UN/LOCODE and the World Port Index: broken names, wrong positions.
#include "papers/reference_places.h"

#include <gtest/gtest.h>

#include <map>

#include "papers/reference_kit.h"
#include "papers/reference_ports.h"

namespace palitan::papers {
namespace {
constexpr std::string_view kHeader =
    "country,location,name,nameWoDiacritics,subdivision,status,function,iata,lat,lon,geocoded\n";

ReferenceTable<PlaceRow> read(const std::string& rows) {
  auto out = read_places(std::string(kHeader) + rows, "JP.csv", kit::kTaken);
  EXPECT_TRUE(out) << to_text(out.error());
  return out ? std::move(*out) : ReferenceTable<PlaceRow>{};
}

TEST(Positions, AreMillionthsOfADegree) {
  EXPECT_EQ(parse_position("35.28333333333333", "139.66666666666666"), (Position{35'283'333, 139'666'667}));
  EXPECT_EQ(parse_position("-19.9", "-148.0833335"), (Position{-19'900'000, -148'083'334}));
  EXPECT_EQ(parse_position("90", "-180"), (Position{90'000'000, -180'000'000}));
  EXPECT_EQ(to_text(Position{-19'900'000, 5}), "-19.9 0.000005");
  for (const auto* wrong :
       {"", "NaN", "1e3", "90.000001", "35.2x", "35.28333333333x", "+1", "1,5", "999999999999999"})
    EXPECT_FALSE(parse_position(wrong, "0")) << wrong;
}

TEST(Surroundings, CutOffWhatLiesApartAndCrossTheDateLine) {
  std::vector<Position> aleutians;
  for (std::int64_t i = 0; i < 20; ++i)
    aleutians.push_back({52'000'000 + i * 10'000, (i < 10 ? 176'000'000 : -180'000'000) + i * 200'000});
  aleutians.push_back({52'100'000, 10'000'000});  // the sign and a digit lost
  const auto around = Surroundings::of(aleutians);
  ASSERT_TRUE(around);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_TRUE(around->holds(aleutians[i])) << i;
  EXPECT_FALSE(around->holds(aleutians.back()));
  EXPECT_TRUE(around->holds({51'000'000, 180'000'000}));
  EXPECT_TRUE(around->holds({51'000'000, -180'000'000}));
  EXPECT_FALSE(around->holds({60'000'000, 180'000'000}));
  EXPECT_FALSE(Surroundings::of({aleutians.begin(), aleutians.begin() + 9})) << "too few to tell";
}

TEST(PlaceTable, PutsBrokenNamesTogether) {
  const auto table = read(
      "JP,NAH,\"\"\"Naha\",\" Okinawa\"\"\",\"\"\"Naha\",\" Okinawa\"\"\",47,1--45---,26.2,127.6,true\n"
      "JP,YOS,Yokosuka,Yokosuka,14,AF,123-----,,35.28,139.67,\n");
  ASSERT_EQ(table.rows.size(), 2u);
  const auto* naha = place(table, "JPNAH");
  ASSERT_NE(naha, nullptr);
  EXPECT_EQ(naha->name, "Naha, Okinawa");
  EXPECT_EQ(naha->plain_name, "Naha, Okinawa");
  EXPECT_EQ(naha->subdivision, "47");
  EXPECT_EQ(naha->functions, "1--45---");
  EXPECT_EQ(naha->status, "");
  EXPECT_EQ(naha->trust, Trust::guessed);
  EXPECT_EQ(place(table, "JPYOS")->trust, Trust::given);
  EXPECT_TRUE(
      kit::says(table, "line 2, column 3: repaired: JPNAH: the comma of 'Naha, Okinawa' broke the row"));
}

TEST(PlaceTable, LeavesOutWhatItDoesNotUnderstand) {
  const auto table = read(
      "JP,AAA,\"\"\"A\",\" B\",\" C\"\"\",AF,1-------,,,,\nJP,bbb,B,B,14,AF,1-------,,,,\n"
      "JP,CCC,,C,14,AF,1-------,,,,\nJP,DDD,D,D,14,AF,port,,,,\nJP,EEE,E,E,14,AF,1-------,,,,\n"
      "JP,EEE,E2,E2,14,AF,1-------,,,,\nJP,FFF,F,F,14,A,1-------,toolong,NaN,1,\n");
  EXPECT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(kit::count(table, FaultKind::left_out), 5u);
  EXPECT_TRUE(kit::says(table, "line 2, column 3: left out: JPAAA has a name broken in a way"));
  EXPECT_TRUE(kit::says(table, "line 7, column 2: left out: JPEEE stands already in line 6"));
  EXPECT_TRUE(kit::says(table, "line 8, column 9: doubtful: JPFFF has the position 'NaN', '1'"));
  EXPECT_FALSE(place(table, "JPFFF")->position);
}

TEST(PlaceTable, ReadsNothingOfAMixedOrOtherFile) {
  const auto mixed =
      read_places(std::string(kHeader) + "JP,YOS,Y,Y,14,AF,1-------,,,,\nPH,MNL,M,M,,AF,1-------,,,,\n",
                  "x.csv", kit::kTaken);
  ASSERT_FALSE(mixed);
  EXPECT_EQ(to_text(mixed.error()), "line 3, column 1: 'PH' in a file of 'JP'");
  EXPECT_FALSE(read_places("country,location\n", "x.csv", kit::kTaken));
  EXPECT_FALSE(read_ports("index_number,port_name\n", "x.csv", kit::kTaken));
}

TEST(PlaceTable, HoldsOurPortsAndTheTrapsOfThePublisher) {
  std::map<std::string, ReferenceTable<PlaceRow>> tables;
  for (const auto* country : {"AU", "GB", "JP", "KR", "PH", "US"}) {
    const auto file = std::string("unlocode/") + country + ".csv";
    const auto bytes = kit::reference_file(file);
    if (!bytes) GTEST_SKIP() << "SKIPPED: reference tables not present";
    auto table = read_places(*bytes, file, kit::kTaken);
    ASSERT_TRUE(table) << file << ": " << to_text(table.error());
    kit::report(*table);
    for (const auto& row : table->rows) ASSERT_EQ(row.name.find('"'), std::string::npos) << row.code;
    tables[country] = std::move(*table);
  }
  for (const auto* code : {"PHSFS", "PHMNL", "JPYOS", "JPSSB", "JPNAH", "PHLAO", "PHPPS"})
    EXPECT_NE(place(tables[std::string(code).substr(0, 2)], code), nullptr) << code;
  EXPECT_EQ(place(tables["PH"], "PHLAO")->name, "Laoag, Luzon");
  EXPECT_EQ(kit::count(tables["JP"], FaultKind::repaired), 350u);  // 348, and both names of one with blanks
  EXPECT_EQ(kit::count(tables["PH"], FaultKind::repaired), 54u);
  EXPECT_EQ(place(tables["KR"], "KRDGU")->trust, Trust::outside) << "a market of Seoul, south of the equator";
  EXPECT_EQ(place(tables["PH"], "PHNAV")->trust, Trust::outside) << "12 degrees east instead of 120";
  EXPECT_EQ(place(tables["US"], "USKIS")->trust, Trust::given) << "beyond the date line and right";
  EXPECT_EQ(place(tables["JP"], "JPAIN")->trust, Trust::guessed)
      << "Ainoura, which the publisher put into Kii";
}

TEST(PortTable, HoldsThePortsOfTheIndex) {
  const auto bytes = kit::reference_file("world-port-index.csv");
  if (!bytes) GTEST_SKIP() << "SKIPPED: reference tables not present";
  const auto table = read_ports(*bytes, "world-port-index.csv", kit::kTaken);
  ASSERT_TRUE(table) << to_text(table.error());
  kit::report(*table);
  EXPECT_EQ(table->rows.size(), 3669u);
  std::map<std::string, const PortRow*> by_name;
  for (const auto& row : table->rows) by_name[row.country + " " + row.name] = &row;
  for (const auto* name : {"PH SUBIC BAY", "PH MANILA", "JP SASEBO", "JP YOKOSUKA KO"}) {
    ASSERT_TRUE(by_name.contains(name)) << name;
    EXPECT_FALSE(by_name[name]->far_from_others) << name;
  }
  EXPECT_EQ(by_name["PH SUBIC BAY"]->position, (Position{14'800'000, 120'266'667}));
  EXPECT_TRUE(by_name["FR BAIE DU MARIGOT"]->far_from_others) << "in the Caribbean";
}

TEST(ReferenceCheck, KnowsATableByItsHeader) {
  const auto check = check_reference(std::string(kHeader) + "JP,YOS,Yokosuka,Yokosuka,14,AF,123-----,,,,\n",
                                     "JP.csv", kit::kTaken);
  ASSERT_TRUE(check) << to_text(check.error());
  EXPECT_EQ(check->table, "places of UN/LOCODE");
  EXPECT_EQ(check->rows, 1u);
  EXPECT_EQ(check->source.file_name, "JP.csv");
  const auto other = check_reference("a,b\n1,2\n", "x.csv", kit::kTaken);
  ASSERT_FALSE(other);
  EXPECT_NE(to_text(other.error()).find("no table that is known"), std::string::npos);
  EXPECT_FALSE(check_reference("", "x.csv", kit::kTaken));
}

}  // namespace
}  // namespace palitan::papers
