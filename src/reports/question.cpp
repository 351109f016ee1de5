#include "reports/question.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>

namespace palitan::reports {
namespace {
using base::Code;

constexpr std::array<std::string_view, 25> kParameters = {
    "account", "all",      "awaits",    "buckets",     "by",   "category",   "commodity",
    "count",   "due_from", "due_until", "fiscal",      "from", "instrument", "level",
    "means",   "on",       "partner",   "provisional", "q",    "recipient",  "sort",
    "state",   "step",     "supplier",  "year"};
constexpr std::size_t kSearchMax = 800;  // bytes
constexpr std::size_t kBucketsMax = 20;
constexpr std::int32_t kYearMin = 1;
constexpr std::int32_t kYearMax = 9998;

tl::unexpected<base::Refusal> bad(std::string_view parameter, std::string_view wanted) {
  return base::refuse(Code::local_draft, "\"" + std::string(parameter) + "\" " + std::string(wanted));
}

template <class T>
std::optional<T> number(std::string_view text) {
  T out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && !text.empty() ? std::optional(out) : std::nullopt;
}

base::Result<bool> flag(const Parameter& parameter, std::string_view name) {
  const auto text = parameter(name);
  if (!text || *text == "false" || *text == "0") return false;
  if (*text == "true" || *text == "1") return true;
  return bad(name, "is true or false");
}

std::optional<std::vector<std::int32_t>> buckets_of(std::string_view text) {
  std::vector<std::int32_t> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto days = number<std::int32_t>(text.substr(0, end));
    if (!days || *days < 0 || (!out.empty() && *days <= out.back()) || out.size() == kBucketsMax)
      return std::nullopt;
    out.push_back(*days);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out.empty() ? std::nullopt : std::optional(out);
}

base::Result<void> read_year(const Parameter& parameter, Question& out) {
  const auto fiscal = parameter("fiscal");
  if (fiscal && *fiscal != "apr" && *fiscal != "oct" && *fiscal != "jan")
    return bad("fiscal", "is apr, oct or jan: the month in which the fiscal year begins");
  if (fiscal) out.first_month = *fiscal == "apr" ? 4 : *fiscal == "oct" ? 10 : 1;
  out.year = terms::fiscal_year_of(out.first_month, out.scope.on);
  if (const auto text = parameter("year")) {
    const auto year = number<std::int32_t>(*text);
    if (!year || *year < kYearMin || *year > kYearMax)
      return bad("year", "is the calendar year in which the fiscal year begins, like 2026");
    out.year = year_beginning(out.first_month, *year);
  }
  return {};
}

base::Result<void> read_behind(const Parameter& parameter, Question& out) {
  const auto account = parameter("account");
  out.commodity = parameter("commodity").value_or("");
  if (const auto text = parameter("instrument")) {
    out.instrument = base::fixed_from_hex<base::Id>(*text);
    if (!out.instrument) return bad("instrument", "is an id of 64 lower-case hex digits");
  }
  if (!account && out.commodity.empty() && !out.instrument) return {};
  if (out.report != Report::position) return bad("account", "belongs to the report position");
  out.account = account ? ledger::parse_account(*account) : std::nullopt;
  if (!out.account) return bad("account", "is an account like jpn:receivable:phl");
  if (out.commodity.empty()) return bad("commodity", "names what the account is in, like JPY");
  if (out.scope.provisional)
    return bad("provisional", "does not go with acts: those behind a figure are agreed");
  return {};
}

/// "accepted,delivering": each a name of the enum.
template <class E>
std::optional<std::set<E>> names_in(std::string_view text) {
  std::set<E> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    E value{};
    if (!from_name(text.substr(0, end), value)) return std::nullopt;
    out.insert(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}
template <class E>
std::string known_names() {
  std::string out = "is one of";
  for (const auto& row : rows_of(E{})) out += (out.size() > 9 ? ", " : " ") + std::string(row.name);
  return out;
}
template <class E>
base::Result<void> read_name(const Parameter& parameter, std::string_view name, std::optional<E>& to) {
  const auto text = parameter(name);
  if (!text || text->empty()) return {};
  if (!from_name(*text, to.emplace())) return bad(name, known_names<E>());
  return {};
}
base::Result<void> read_party(const Parameter& parameter, std::string_view name,
                              std::optional<statement::PartyCode>& to) {
  const auto text = parameter(name);
  if (!text || text->empty()) return {};
  if (!statement::is_party_code(*text)) return bad(name, "is a party code like jpn");
  to = *text;
  return {};
}

base::Result<void> read_sort(const Parameter& parameter, OrderFilter& out) {
  out.sort = parameter("sort").value_or("");
  out.descending = out.sort.starts_with('-');
  if (out.descending) out.sort.erase(0, 1);
  if (!out.sort.empty() && !is_order_column(out.sort))
    return bad("sort", "is a column of the list, with - before it for the other way round");
  return {};
}

base::Result<void> read_orders(const Parameter& parameter, OrderFilter& out) {
  auto states = names_in<kernel::OrderState>(parameter("state").value_or(""));
  if (!states) return bad("state", known_names<kernel::OrderState>());
  out.states = std::move(*states);
  auto levels = names_in<Level>(parameter("level").value_or(""));
  if (!levels) return bad("level", known_names<Level>());
  out.levels = std::move(*levels);
  out.q = parameter("q").value_or("");
  if (out.q.size() > kSearchMax) return bad("q", "is at most 200 characters");
  out.category = parameter("category").value_or("");
  if (auto ok = read_party(parameter, "supplier", out.supplier); !ok) return ok;
  if (auto ok = read_party(parameter, "recipient", out.recipient); !ok) return ok;
  if (auto ok = read_name(parameter, "means", out.means); !ok) return ok;
  if (auto ok = read_name(parameter, "step", out.step); !ok) return ok;
  return read_sort(parameter, out);
}

base::Result<void> read_board(const Parameter& parameter, BoardFilter& out) {
  auto steps = names_in<Step>(parameter("awaits").value_or(""));
  if (!steps) return bad("awaits", known_names<Step>());
  out.awaits = std::move(*steps);
  const auto by = parameter("by").value_or("");
  for (const auto part : std::views::split(by, ',')) {
    statement::PartyCode code(part.begin(), part.end());
    if (!statement::is_party_code(code)) return bad("by", "is party codes with commas, like jpn,usa");
    out.by.insert(std::move(code));
  }
  for (const auto& [name, day] :
       {std::pair("due_from", &out.due_from), std::pair("due_until", &out.due_until)}) {
    const auto text = parameter(name);
    if (!text) continue;
    *day = base::parse_date(*text);
    if (!*day) return bad(name, "is a date like 2026-11-30");
  }
  return {};
}

base::Result<void> read_page(const Parameter& parameter, Question& out) {
  if (const auto text = parameter("from")) {
    const auto from = number<std::size_t>(*text);
    if (!from) return bad("from", "is a whole number");
    out.from = *from;
  }
  if (const auto text = parameter("count")) {
    out.count = number<std::size_t>(*text);
    if (!out.count) return bad("count", "is a whole number");
  }
  return {};
}
}  // namespace

std::string_view says(Report report) {
  switch (report) {
    case Report::overdue:
      return "what is overdue or due within 30 days, and who is awaited";
    case Report::ageing:
      return "what is owed, by age from delivery";
    case Report::unbilled:
      return "what was delivered and not yet billed";
    case Report::pending:
      return "what is signed and not yet agreed";
    case Report::position:
      return "positions by agreement, means and commodity, and the acts behind one";
    case Report::ceilings:
      return "how much of each ceiling is used";
    case Report::year:
      return "given and received in a fiscal year, by partner and category";
    case Report::evidence:
      return "which of the 25 data elements each order lacks";
    case Report::orders:
      return "every order with what it comes to, owes and awaits next";
    case Report::service_months:
      return "months of a metered service that was not used, or used and not billed";
  }
  return {};
}

std::span<const std::string_view> parameters() { return kParameters; }

base::Result<Question> read_question(Report report, const Parameter& parameter, base::Date today) {
  Question out;
  out.report = report;
  out.scope.on = today;
  if (const auto text = parameter("on")) {
    const auto day = base::parse_date(*text);
    if (!day) return bad("on", "is a date like 2026-11-23");
    out.scope.on = *day;
    if (report == Report::position) out.as_of = *day;
  }
  if (const auto text = parameter("partner")) {
    if (!statement::is_party_code(*text)) return bad("partner", "is a party code like jpn");
    out.scope.partner = *text;
  }
  const auto provisional = flag(parameter, "provisional");
  if (!provisional) return tl::unexpected(provisional.error());
  out.scope.provisional = *provisional || report == Report::pending;
  if (out.scope.provisional && (out.as_of || report == Report::year))
    return bad("provisional", "does not go with a past day or year: those are of agreed acts");
  const auto all = flag(parameter, "all");
  if (!all) return tl::unexpected(all.error());
  out.all = *all;
  if (const auto text = parameter("buckets")) {
    const auto buckets = buckets_of(*text);
    if (!buckets) return bad("buckets", "is up to 20 ages in days, ascending, like 30,90,365");
    out.buckets = *buckets;
  }
  if (auto ok = read_year(parameter, out); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_behind(parameter, out); !ok) return tl::unexpected(ok.error());
  if (report == Report::orders)
    if (auto ok = read_orders(parameter, out.orders); !ok) return tl::unexpected(ok.error());
  if (report == Report::overdue)
    if (auto ok = read_board(parameter, out.board); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_page(parameter, out); !ok) return tl::unexpected(ok.error());
  return out;
}

}  // namespace palitan::reports
