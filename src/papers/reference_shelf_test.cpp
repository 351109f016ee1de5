// The public tables that a node keeps: found by code and name, and of use to whoever fills in a sheet.
#include "papers/reference_shelf.h"

#include <gtest/gtest.h>

#include <fstream>

#include "papers/import_sheet_kit.h"

namespace palitan::papers {
namespace {
namespace fs = std::filesystem;

constexpr const char* kUnits =
    "Status,CommonCode,Name,Description,LevelAndCategory,Symbol,ConversionFactor\n"
    ",LTR,litre,,1,l,10⁻³ m³\n"
    ",KGM,kilogram,,1,kg,kg\n";
constexpr const char* kCurrencies =
    "Entity,Currency,AlphabeticCode,NumericCode,MinorUnit,WithdrawalDate\n"
    "JAPAN,Yen,JPY,392,0,\n"
    "PHILIPPINES (THE),Philippine Peso,PHP,608,2,\n"
    "GERMANY,Deutsche Mark,DEM,276,,2002-03\n";
constexpr const char* kPlaces =
    "country,location,name,nameWoDiacritics,subdivision,status,function,iata,lat,lon,geocoded\n"
    "PH,SFS,Subic Bay,Subic Bay,ZMB,AF,1--4----,,14.82,120.28,false\n"
    "PH,MNL,Manila,Manila,00,AF,1-345---,,14.58,120.97,false\n";

class Shelf : public ::testing::Test {
 protected:
  Shelf() {
    std::string pattern = (fs::temp_directory_path() / "palitan-shelf-XXXXXX").string();
    PALITAN_CHECK(::mkdtemp(pattern.data()) != nullptr);
    dir_ = pattern;
  }
  ~Shelf() override { fs::remove_all(dir_); }
  void keep(ShelfKind kind, const std::string& bytes) {
    const auto file = shelf_file(kind, bytes, "given.csv", base::Date{20'000});
    ASSERT_TRUE(file) << (file ? "" : to_text(file.error()));
    std::ofstream(dir_ / *file, std::ios::binary) << bytes;
  }
  fs::path dir_;
};

TEST_F(Shelf, FindsByCodeAndByPartOfAName) {
  keep(ShelfKind::units, kUnits);
  keep(ShelfKind::currencies, kCurrencies);
  keep(ShelfKind::places, kPlaces);
  const auto shelf = ReferenceShelf::read(dir_);
  EXPECT_TRUE(fs::exists(dir_ / "places-ph.csv"));
  EXPECT_EQ(shelf.unit_name("LTR"), "litre");
  EXPECT_EQ(shelf.place_name("PHSFS"), "Subic Bay");
  EXPECT_EQ(shelf.currency_name("DEM"), "") << "withdrawn";
  EXPECT_EQ(shelf.currencies(), (std::vector<std::string>{"JPY", "PHP"}));
  const auto found = shelf.find("subic", 10);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "PHSFS");
  EXPECT_EQ(shelf.find("jpy", 10).at(0).name, "Yen");
  EXPECT_EQ(shelf.find("i", 2).size(), 2u);
  EXPECT_TRUE(shelf.is_unknown_place("PHSFZ"));
  EXPECT_FALSE(shelf.is_unknown_place("JPYOK")) << "no table of that country";
  EXPECT_FALSE(shelf.is_unknown_place("Subic Bay"));
}

TEST_F(Shelf, AnotherTableOrADamagedOneIsNotTaken) {
  EXPECT_FALSE(shelf_file(ShelfKind::units, kCurrencies, "x.csv", base::Date{20'000}));
  EXPECT_FALSE(shelf_file(ShelfKind::places, "", "x.csv", base::Date{20'000}));
  std::ofstream(dir_ / "units.csv") << "not a table";
  std::ofstream(dir_ / "mine.csv") << "a,b\n";
  const auto shelf = ReferenceShelf::read(dir_);
  EXPECT_TRUE(shelf.empty());
  EXPECT_EQ(shelf.unread(), (std::vector<std::string>{"mine.csv", "units.csv"}));
  EXPECT_TRUE(ReferenceShelf::read(dir_ / "nowhere").empty());
}

TEST_F(Shelf, ASheetsMistypedPlaceIsNoticedOnlyWhereItsTableIsHere) {
  const std::string text =
      "document,line,category,item,quantity,unit,means,currency,place\n"
      "P-1,1,fuel,F-76,1,LTR,reimbursement,JPY,PHSFZ\n";
  const auto faults_on = [&](const ImportGround& ground) {
    ImportFaults faults;
    read_orders(*read_import(text, SheetKind::orders), ground, faults);
    return kit::places(faults);
  };
  auto ground = kit::two_party_ground();
  EXPECT_EQ(faults_on(ground), std::vector<std::string>{});
  keep(ShelfKind::places, kPlaces);
  ground.shelf = std::make_shared<const ReferenceShelf>(ReferenceShelf::read(dir_));
  EXPECT_EQ(faults_on(ground), std::vector<std::string>{"I2 unknown_code"});
}

}  // namespace
}  // namespace palitan::papers
