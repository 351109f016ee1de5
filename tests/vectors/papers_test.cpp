// The tables of spec/ are those of the code.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "support.h"

namespace palitan::vectors {
namespace {
using namespace statement;

#define NAMED(Type) \
  std::string type_of(const Type&) { return #Type; }
NAMED(Role)
NAMED(Means)
NAMED(Marking)
NAMED(KeyReason)
NAMED(Reason)
NAMED(Kind)
NAMED(Money)
NAMED(Price)
NAMED(Entered)
NAMED(Attachment)
NAMED(Party)
NAMED(Endorsement)
NAMED(Setting)
NAMED(OrderLine)
NAMED(LineQuantity)
NAMED(ReceiveLine)
NAMED(InvoiceLine)
NAMED(ReturnLine)
NAMED(Rate)
NAMED(PriceComponent)
NAMED(ExchangeFor)
NAMED(Schedule)
NAMED(Declaration)
NAMED(PaperForm)
NAMED(FuelReading)
NAMED(Response)
NAMED(Clarification)
NAMED(RequestedAction)
NAMED(Outcome)
NAMED(RegularWay)
NAMED(EventKind)
NAMED(PeopleKind)
NAMED(CraftKind)
NAMED(ArmsKind)
NAMED(ImportKind)
NAMED(IncidentKind)
NAMED(ClaimOutcome)
NAMED(Place)
NAMED(HeadCount)
NAMED(Craft)
NAMED(ArmsLine)
NAMED(DangerousGoods)
NAMED(ImportLine)
NAMED(Licensed)
NAMED(VisitPlan)
NAMED(Condition)
NAMED(CountOf)
NAMED(AmountOf)
NAMED(GoodsOf)
NAMED(Crossing)
NAMED(Readiness)
NAMED(ConsentKind)
NAMED(LossKind)
NAMED(GrantLink)
NAMED(Milestone)
NAMED(GrantItem)
NAMED(ItemState)
NAMED(OpenCause)
NAMED(StockShare)
NAMED(OpenItem)
NAMED(ClearedDebt)
NAMED(CreditLine)
#undef NAMED

std::string type_of(const base::Id&) { return "id"; }
std::string type_of(const base::Hash&) { return "hash"; }
std::string type_of(const base::KeyId&) { return "key id"; }
std::string type_of(const base::PublicKey&) { return "key"; }
std::string type_of(const base::Signature&) { return "signature"; }
std::string type_of(const base::Date&) { return "date"; }
std::string type_of(const base::Instant&) { return "instant"; }
std::string type_of(const base::Bytes&) { return "bytes"; }
std::string type_of(const std::string&) { return "text"; }
std::string type_of(const codec::Raw&) { return "the body's map"; }
std::string type_of(bool) { return "flag"; }
std::string type_of(std::int64_t) { return "integer"; }
std::string type_of(std::int32_t) { return "integer, -2^31 to 2^31-1"; }
std::string type_of(std::uint64_t) { return "unsigned"; }
std::string type_of(std::uint32_t) { return "unsigned, below 2^32"; }
std::string type_of(std::uint16_t) { return "unsigned, below 2^16"; }

/// An archive that lists the fields of a type, and the types within.
struct Lister {
  std::ostringstream rows;
  std::map<std::string, std::string>* nested;

  template <class T>
  void field(unsigned key, std::string_view name, T& value) {
    rows << "| " << key << " | `" << name << "` | " << text_of(value) << " |\n";
  }
  template <class T>
  std::string text_of(T& value) {
    if constexpr (codec::detail::is_optional<T>) {
      typename T::value_type inner{};
      return text_of(inner) + "; may be left out";
    } else if constexpr (codec::detail::is_vector<T>) {
      typename T::value_type inner{};
      return "list of " + text_of(inner) + "; left out when empty";
    } else if constexpr (codec::detail::is_text<T> || std::is_same_v<T, base::Bytes>) {
      return type_of(value) + "; left out when empty";
    } else {
      if constexpr (requires { describe(*this, value); }) {
        Lister inner{{}, nested};
        describe(inner, value);
        (*nested)[type_of(value)] = inner.rows.str();
      }
      return type_of(value);
    }
  }
};
constexpr const char* kHead = "| key | field | type |\n|---|---|---|\n";

template <class T>
std::string fields_of(std::map<std::string, std::string>& nested) {
  T value{};
  Lister lister{{}, &nested};
  describe(lister, value);
  const auto rows = lister.rows.str();
  return rows.empty() ? "No fields: `a0`.\n" : kHead + rows;
}

TEST(Papers, TheFieldsOfStatementsAreThoseOfTheCode) {
  std::map<std::string, std::string> nested;
  expect_table("statement.md", "content", fields_of<Content>(nested));
  std::ostringstream acts, bodies;
  acts << "| kind | act | nature |\n|---|---|---|\n";
  constexpr const char* kNatures[] = {"will", "fact", "root"};
  for (const auto& row : rows_of(Kind{})) {
    const auto kind = static_cast<Kind>(row.number);
    acts << "| " << row.number << " | `" << row.name << "` | " << kNatures[static_cast<int>(nature(kind))]
         << " |\n";
    with_body(kind, [&](auto fresh) {
      bodies << "#### " << row.number << " `" << row.name << "`\n\n"
             << fields_of<decltype(fresh)>(nested) << "\n";
    });
  }
  for (const auto& [name, rows] : nested) bodies << "#### " << name << "\n\n" << kHead << rows << "\n";
  auto text = bodies.str();
  text.pop_back();
  expect_table("statement.md", "acts", acts.str());
  expect_table("statement.md", "bodies", text);
}

template <class E>
std::string list_of() {
  std::ostringstream out;
  out << "| " << type_of(E{}) << " | ";
  for (const auto& row : rows_of(E{}))
    out << (&row == &rows_of(E{})[0] ? "" : ", ") << row.number << " " << row.name;
  out << " |\n";
  return out.str();
}

TEST(Papers, TheListsAreThoseOfTheCode) {
  expect_table("statement.md", "lists",
               "| list | numbers |\n|---|---|\n" + list_of<Role>() + list_of<Means>() + list_of<Marking>() +
                   list_of<KeyReason>() + list_of<Reason>() + list_of<Response>() + list_of<Clarification>() +
                   list_of<RequestedAction>() + list_of<Outcome>() + list_of<RegularWay>() +
                   list_of<EventKind>() + list_of<PeopleKind>() + list_of<CraftKind>() + list_of<ArmsKind>() +
                   list_of<ImportKind>() + list_of<IncidentKind>() + list_of<ClaimOutcome>() +
                   list_of<Readiness>() + list_of<ConsentKind>() + list_of<LossKind>() +
                   list_of<OpenCause>());
}

TEST(Papers, TheRefusalsAreThoseOfTheCode) {
  std::ostringstream out;
  out << "| number | name | what to do |\n|---|---|---|\n";
  for (const auto code : base::all_codes())
    out << "| " << static_cast<unsigned>(code) << " | `" << base::name(code) << "` | " << base::advice(code)
        << " |\n";
  expect_table("refusals.md", "refusals", out.str());
}

TEST(Papers, TheExampleIsReal) {
  World world;
  const auto made = world.request(kPhlOfficer, "EX-1");
  codec::Decoder outer(made->bytes());
  outer.array();
  const auto header = outer.byte_string();
  outer.map();
  const auto payload = outer.byte_string();
  std::ostringstream out;
  const auto wrapped = [&out](const std::string& name, const std::string& text) {
    out << "    " << name << "\n";
    for (std::size_t i = 0; i < text.size(); i += 96) out << "      " << text.substr(i, 96) << "\n";
  };
  out << "A request of phl's logistics officer (seed: the byte 0x25, 32 times); the first act of that "
         "seat.\n\n";
  wrapped("protected header", hex(header));
  wrapped("payload", hex(payload));
  wrapped("signature", hex_of(made->signature()));
  wrapped("id", hex_of(made->id()));
  expect_table("statement.md", "example", out.str());
}

}  // namespace
}  // namespace palitan::vectors
