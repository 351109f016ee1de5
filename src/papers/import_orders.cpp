// Orders out of a sheet: one request for the rows that share a document number.
#include <algorithm>

#include "base/money.h"
#include "base/units.h"
#include "kernel/cover.h"
#include "papers/clause_words.h"
#include "papers/import_documents.h"
#include "papers/import_rows.h"
#include "papers/refusal_words.h"
#include "terms/queries.h"

namespace palitan::papers {
namespace {
using statement::OrderLine;
using statement::Request;

constexpr std::size_t kTextMax = 500;
constexpr std::int64_t kPerMax = 1'000'000;

/// Codes that people write for units, and those of Recommendation 20.
struct Alias {
  std::string_view written, code;
};
constexpr Alias kAliases[] = {{"L", "LTR"},    {"LITRE", "LTR"}, {"LITER", "LTR"}, {"KG", "KGM"},
                              {"M3", "MTQ"},   {"PC", "EA"},     {"PCS", "EA"},    {"EACH", "EA"},
                              {"GAL", "GLL"},  {"BBL", "BLL"},   {"TON", "TNE"},   {"T", "TNE"},
                              {"DAYS", "DAY"}, {"H", "HUR"},     {"HOUR", "HUR"}};

std::string better_unit(std::string_view written) {
  std::string upper(written);
  for (auto& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (base::unit(upper)) return upper;
  for (const auto& alias : kAliases)
    if (alias.written == upper) return std::string(alias.code);
  std::vector<std::string> codes;
  for (const auto& measure : base::unit_measures()) codes.emplace_back(measure.code);
  return nearest(upper, codes);
}

template <class Enum>
std::vector<std::string> names_of(std::span<const base::EnumRow> rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.emplace_back(row.name);
  return out;
}

/// A document while its rows come in.
struct Draft {
  ImportedDocument<Request> out;
  const terms::Instrument* rules = nullptr;
  std::map<std::string, std::string, std::less<>> head;  ///< as its first row says it
};

class OrderReader {
 public:
  OrderReader(const ImportTable& table, const ImportGround& ground, ImportFaults& faults)
      : table_(table), ground_(ground), faults_(faults), columns_(table, SheetKind::orders, faults) {}

  ImportedSheet<Request> read() {
    for (const auto* row : data_rows(table_, columns_, faults_)) {
      ImportLine line(*row, columns_, faults_);
      line.require("document");
      const auto document = line.code("document");
      if (ground_.imported.contains(document)) {
        already_.insert(document);
        continue;
      }
      const auto found = std::find_if(drafts_.begin(), drafts_.end(),
                                      [&](const auto& one) { return one.out.name == document; });
      if (document.empty()) {  // its fault is said; the rest of the row is looked at all the same
        Draft lone = begin(line, document);
        add_line(line, lone);
      } else if (found == drafts_.end()) {
        drafts_.push_back(begin(line, document));
        add_line(line, drafts_.back());
      } else {
        same_head(line, *found);
        add_line(line, *found);
      }
    }
    ImportedSheet<Request> out;
    for (auto& draft : drafts_) {
      auto& lines = draft.out.body.lines;
      std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
      out.documents.push_back(std::move(draft.out));
    }
    out.already.assign(already_.begin(), already_.end());
    return out;
  }

 private:
  Draft begin(ImportLine& line, const std::string& document) {
    Draft draft;
    draft.out.name = document;
    draft.out.row = line.number();
    auto& body = draft.out.body;
    body.reference = document;
    body.recipient = ground_.party;
    for (const auto& column : columns_of(SheetKind::orders))
      if (column.head) draft.head[std::string(column.key)] = line.cell(column.key).text;
    for (const auto& [id, order] : ground_.orders)
      if (!document.empty() && order.reference == document && order.recipient == ground_.party) {
        line.fault("document", ImportCode::document_known, document);
        break;
      }
    line.require("currency");
    body.currency = line.code("currency");
    if (!body.currency.empty() && !base::currency(body.currency)) {
      line.fault("currency", ImportCode::unknown_code, body.currency, nearest(body.currency, currencies()));
      body.currency.clear();
    }
    body.supplier = supplier(line);
    if (const auto* found =
            pick(line, "instrument", ground_.instruments, [](const auto& fact) { return fact.rules.name; })) {
      body.instrument = found->first;
      draft.rules = &found->second.rules;
    }
    if (const auto* found =
            pick(line, "activity", ground_.activities, [](const auto& fact) { return fact.activity.name; }))
      body.activity = found->first;
    if (line.has("visit"))
      if (const auto* found =
              pick(line, "visit", ground_.visits, [](const auto& fact) { return fact.reference; }))
        body.visit = found->first;
    body.needed_on = line.day("needed_on");
    struct Field {
      std::string_view key;
      std::string Request::* to;
    };
    constexpr Field kFields[] = {{"place", &Request::place},         {"needs", &Request::needs},
                                 {"receiving_unit", &Request::unit}, {"bill_to", &Request::bill_to},
                                 {"funds", &Request::funds},         {"liability", &Request::liability}};
    for (const auto& field : kFields) body.*field.to = line.text(field.key, kTextMax);
    check_place(line, body.place);
    statement::Declaration declares{line.text("ground"), false, line.text("decided_by")};
    if (!declares.ground.empty() || !declares.authority.empty()) body.declares = std::move(declares);
    return draft;
  }

  std::string supplier(ImportLine& line) {
    std::vector<std::string> others;
    for (const auto& party : ground_.parties)
      if (party != ground_.party) others.push_back(party);
    auto out = line.code("supplier");
    if (!line.has("supplier") && others.size() == 1) return others.front();
    if (!line.has("supplier")) {
      line.fault("supplier", ImportCode::several, {}, nearest({}, others));
    } else if (out == ground_.party) {
      line.fault("supplier", ImportCode::own_party, out, nearest({}, others));
    } else if (!out.empty() && std::find(others.begin(), others.end(), out) == others.end()) {
      line.fault("supplier", ImportCode::unknown_code, out, nearest(out, others));
    } else {
      return out;
    }
    return {};
  }

  /// The case of that name or id, or the only one; null with a fault.
  template <class Facts, class Name>
  const typename Facts::value_type* pick(ImportLine& line, std::string_view key, const Facts& facts,
                                         Name called) {
    const auto named = line.text(key);
    if (line.has(key) && named.empty()) return nullptr;
    std::vector<std::string> names;
    const typename Facts::value_type* found = nullptr;
    std::size_t fits = 0;
    for (const auto& one : facts) {
      names.push_back(called(one.second));
      if (!named.empty() && names.back() != named &&
          !(named.size() >= 6 && base::to_hex(one.first.view()).starts_with(named)))
        continue;
      found = &one;
      ++fits;
    }
    if (fits == 1) return found;
    line.fault(key, fits == 0 ? ImportCode::unknown_code : ImportCode::several, named, nearest(named, names));
    return nullptr;
  }

  /// Those of the table that is kept here which the record counts in, else the usual ones.
  std::vector<std::string> currencies() const {
    std::vector<std::string> out;
    for (auto& code : ground_.shelf ? ground_.shelf->currencies() : std::vector<std::string>{})
      if (base::currency(code)) out.push_back(std::move(code));
    return out.empty() ? std::vector<std::string>{"JPY", "PHP", "USD", "AUD", "GBP", "EUR"} : out;
  }

  /// A place that looks like a UN/LOCODE and stands in no table of its country is a slip of the pen.
  void check_place(ImportLine& line, const std::string& place) {
    if (ground_.shelf && ground_.shelf->is_unknown_place(place))
      line.fault("place", ImportCode::unknown_code, place,
                 nearest(place, ground_.shelf->places_of(std::string_view(place).substr(0, 2))));
  }

  /// Later rows repeat the head or leave it empty.
  void same_head(ImportLine& line, const Draft& draft) {
    for (const auto& [key, said] : draft.head)
      if (line.has(key) && line.cell(key).text != said)
        line.fault(key, ImportCode::heads_differ, line.cell(key).text, said);
  }

  void add_line(ImportLine& line, Draft& draft) {
    OrderLine out;
    for (const auto* key : {"line", "category", "item", "quantity", "unit", "means"}) line.require(key);
    if (const auto number = line.figure("line", 0)) {
      if (*number == 0 || *number > UINT32_MAX) {
        line.fault("line", ImportCode::zero, line.cell("line").text);
      } else {
        out.number = static_cast<std::uint32_t>(*number);
        const auto& lines = draft.out.body.lines;
        if (std::any_of(lines.begin(), lines.end(), [&](const auto& l) { return l.number == out.number; }))
          line.fault("line", ImportCode::line_twice, std::to_string(out.number));
      }
    }
    out.item = line.code("item");
    if (!out.item.empty() && !kernel::is_item(out.item))
      line.fault("item", ImportCode::bad_item, out.item, std::string(column_example("item")));
    out.description = line.text("description", kTextMax);
    if (const auto quantity = line.figure("quantity", 6)) {
      if (*quantity == 0) line.fault("quantity", ImportCode::zero, line.cell("quantity").text);
      out.quantity = *quantity;
    }
    out.unit = line.code("unit");
    if (!out.unit.empty() && !base::unit(out.unit))
      line.fault("unit", ImportCode::unknown_code, out.unit, better_unit(out.unit));
    settle(line, draft, out);
    price(line, draft, out);
    out.condition = line.text("condition", kTextMax);
    out.stock_number = line.code("stock_number");
    std::erase(out.stock_number, '-');
    const auto due = line.day("due_on");
    auto where = line.text("due_place", kTextMax);
    if (due) out.schedule = statement::Schedule{*due, std::move(where)};
    if (!line.has("due_on") && line.has("due_place")) line.fault("due_on", ImportCode::place_without_day);
    draft.out.body.lines.push_back(std::move(out));
  }

  /// Category and means, and whether the agreement lets the supplier give it so.
  void settle(ImportLine& line, const Draft& draft, OrderLine& out) {
    out.category = line.code("category");
    const auto means = line.code("means");
    const bool known = from_name(means, out.means);
    if (!means.empty() && !known)
      line.fault("means", ImportCode::unknown_code, means,
                 nearest(means, names_of<statement::Means>(rows_of(statement::Means{}))));
    if (out.category.empty() || draft.rules == nullptr) return;
    const auto& categories = draft.rules->categories;
    const auto rule = std::find_if(categories.begin(), categories.end(),
                                   [&](const auto& one) { return one.name == out.category; });
    if (rule == categories.end()) {
      std::vector<std::string> names;
      for (const auto& one : categories) names.push_back(one.name);
      return line.fault("category", ImportCode::unknown_code, out.category, nearest(out.category, names));
    }
    if (!rule->units.empty() && base::unit(out.unit) &&
        std::find(rule->units.begin(), rule->units.end(), out.unit) == rule->units.end())
      line.fault("unit", ImportCode::unknown_code, out.unit, nearest(out.unit, rule->units));
    if (!known) return;
    if (const auto ok = terms::allows_line(*draft.rules, draft.out.body.supplier, out.category, out.means);
        !ok)
      line.fault("means", ImportCode::by_agreement, said(draft, ok.error()));
  }

  /// With what the clause says, in the reader's language.
  std::string said(const Draft& draft, const base::Refusal& refusal) const {
    const auto texts = ground_.clauses.find(draft.out.body.instrument);
    return refusal_says(
        refusal, texts == ground_.clauses.end() ? nullptr : text_of_clause(texts->second, refusal.clause),
        ground_.language);
  }

  void price(ImportLine& line, const Draft& draft, OrderLine& out) {
    const auto info = base::currency(draft.out.body.currency);
    const auto minor = line.figure("price", info ? info->minor_digits : 3);
    const auto per = line.figure("price_per", 0);
    if (line.has("price_per") && !line.has("price")) line.fault("price", ImportCode::price_needed);
    if (per && (*per == 0 || *per > kPerMax))
      line.fault("price_per", ImportCode::zero, line.cell("price_per").text);
    if (minor) out.price = statement::Price{*minor, per.value_or(1)};
  }

  const ImportTable& table_;
  const ImportGround& ground_;
  ImportFaults& faults_;
  ImportColumns columns_;
  std::vector<Draft> drafts_;
  std::set<std::string> already_;
};
}  // namespace

ImportedSheet<statement::Request> read_orders(const ImportTable& table, const ImportGround& ground,
                                              ImportFaults& faults) {
  return OrderReader(table, ground, faults).read();
}

}  // namespace palitan::papers
