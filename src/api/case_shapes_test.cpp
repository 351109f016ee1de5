// spec/openapi.yaml describes the figures of every kind of case as the kernel has them: the schemas are made
// here from the one description, and must stand in the page word for word.
#include <gtest/gtest.h>

#include <fstream>

#include "api/vocabulary_json.h"
#include "kernel/facts.h"

namespace palitan::api {
namespace {

const std::string kSchemas = "#/components/schemas/";
std::string reference(const std::string& name) { return " {$ref: \"" + kSchemas + name + "\"}"; }

/// What stands behind a key: on its line, or below it.
struct Shape {
  std::string inline_text;
  std::vector<std::string> below;
};
template <class T>
Shape shape(std::size_t indent);

/// The archive that collects fields as schemas.
class SchemaView {
 public:
  explicit SchemaView(std::size_t indent) : indent_(indent) {}

  template <class T>
  void field(unsigned, std::string_view name, const T&) {
    const std::string key(name);
    names_ += (names_.empty() ? "" : ",") + key;
    if (key == "state" && indent_ == kTop) return;  // it stands beside the figures
    if (!codec::detail::is_optional<T>) required_ += (required_.empty() ? "" : ", ") + key;
    auto made = shape<typename detail::Inner<T>::type>(indent_ + 4);
    lines_.push_back(std::string(indent_ + 2, ' ') + key + ":" + made.inline_text);
    lines_.insert(lines_.end(), made.below.begin(), made.below.end());
  }

  Shape done() {
    if (names_ == "minor,currency") return {reference("AmountOfMoney"), {}};
    if (names_ == "locode,name,latitude,longitude") return {reference("Place"), {}};
    const std::string at(indent_, ' ');
    Shape out{{}, {at + "type: object"}};
    if (!required_.empty()) out.below.push_back(at + "required: [" + required_ + "]");
    out.below.push_back(at + "properties:");
    out.below.insert(out.below.end(), lines_.begin(), lines_.end());
    return out;
  }

  static constexpr std::size_t kTop = 6;

 private:
  std::size_t indent_;
  std::string names_, required_;
  std::vector<std::string> lines_;
};

template <class T>
Shape named() {
  std::string values;
  for (const auto& row : rows_of(T{})) values += (values.empty() ? "" : ", ") + std::string(row.name);
  return {" {type: string, enum: [" + values + "]}", {}};
}

template <class T>
Shape fixed() {
  if constexpr (std::is_same_v<T, base::Id>) return {reference("Id"), {}};
  if constexpr (std::is_same_v<T, base::Hash>) return {reference("Hash"), {}};
  if constexpr (std::is_same_v<T, base::KeyId>) return {reference("Seat"), {}};
  return {" {type: string, pattern: \"^[0-9a-f]{" + std::to_string(2 * T::kSize) + "}$\"}", {}};
}

template <class T>
Shape listed(std::size_t indent) {
  auto item = shape<T>(indent + 2);
  if (!item.inline_text.empty()) return {" {type: array, items:" + item.inline_text + "}", {}};
  Shape out{{}, {std::string(indent, ' ') + "type: array", std::string(indent, ' ') + "items:"}};
  out.below.insert(out.below.end(), item.below.begin(), item.below.end());
  return out;
}

template <class T>
Shape shape(std::size_t indent) {
  using namespace codec::detail;
  if constexpr (std::is_same_v<T, bool>)
    return {" {type: boolean}", {}};
  else if constexpr (std::is_enum_v<T>)
    return named<T>();
  else if constexpr (std::integral<T>)
    return sizeof(T) <= 4 ? Shape{" {type: integer}", {}} : Shape{reference("Integer"), {}};
  else if constexpr (is_fixed<T>)
    return fixed<T>();
  else if constexpr (is_bytes<T>)
    return {" {type: string, contentEncoding: base64}", {}};
  else if constexpr (is_text<T>)
    return {" {type: string}", {}};
  else if constexpr (std::is_same_v<T, base::Date>)
    return {" {type: string, format: date}", {}};
  else if constexpr (std::is_same_v<T, base::Instant>)
    return {" {type: string, format: date-time}", {}};
  else if constexpr (is_vector<T>)
    return listed<typename T::value_type>(indent);
  else {
    SchemaView view(indent);
    T fresh{};
    describe(view, fresh);
    return view.done();
  }
}

template <class Fact>
void expect_described(const std::string& page, const std::string& name) {
  std::string wanted = "    " + name + ":\n";
  for (const auto& line : shape<Fact>(SchemaView::kTop).below) wanted += line + "\n";
  EXPECT_NE(page.find(wanted), std::string::npos) << "spec/openapi.yaml must hold under components/schemas:\n"
                                                  << wanted;
}

TEST(CaseShapes, StandInTheSpecificationAsTheKernelHasThem) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/spec/openapi.yaml", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  ASSERT_FALSE(page.empty());
  expect_described<kernel::VisitFact>(page, "VisitCase");
  expect_described<kernel::GrantFact>(page, "GrantCase");
  expect_described<kernel::ActivityFact>(page, "ActivityCase");
  expect_described<kernel::InstrumentFact>(page, "InstrumentCase");
  expect_described<kernel::EvidenceFact>(page, "EvidenceCase");
  expect_described<kernel::AccountFact>(page, "AccountCase");
  expect_described<kernel::CreditFact>(page, "CreditCase");
  expect_described<kernel::RoundFact>(page, "RoundCase");
}
}  // namespace
}  // namespace palitan::api
