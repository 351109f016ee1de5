#include "papers/import_number.h"

#include <algorithm>
#include <charconv>

#include "base/money.h"

namespace palitan::papers {
namespace {
constexpr std::size_t kExact = 15;  // digits that a binary figure holds for sure
constexpr const char* kExampleDay = "2026-04-03";
constexpr const char* kExampleFigure = "60000.5";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// digits * 10^exponent
struct Decimal {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

std::optional<Decimal> parse_stored(std::string_view text) {
  Decimal out;
  if (text.starts_with('-')) out.negative = true, text.remove_prefix(1);
  bool point = false, any = false;
  for (; !text.empty() && (is_digit(text[0]) || (text[0] == '.' && !point)); text.remove_prefix(1)) {
    if (text[0] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (!(out.digits.empty() && text[0] == '0')) out.digits += text[0];
    if (point) --out.exponent;
  }
  if (!any || out.digits.size() > 400) return std::nullopt;
  if (!text.empty()) {
    if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    int power = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), power);
    if (error != std::errc{} || end != text.data() + text.size() || power > 400 || power < -400)
      return std::nullopt;
    out.exponent += power;
  }
  return out;
}

/// To fifteen digits, halves away from zero.
void round_off_noise(Decimal& value) {
  const auto whole = static_cast<std::int64_t>(value.digits.size()) + value.exponent;
  if (value.digits.size() <= kExact || whole > static_cast<std::int64_t>(kExact)) return;
  const bool up = value.digits[kExact] >= '5';
  value.exponent += static_cast<int>(value.digits.size() - kExact);
  value.digits.resize(kExact);
  if (!up) return;
  auto at = value.digits.size();
  while (at > 0 && value.digits[at - 1] == '9') value.digits[--at] = '0';
  if (at > 0)
    ++value.digits[at - 1];
  else
    value.digits.insert(value.digits.begin(), '1');
}

std::string plain(Decimal value) {
  while (value.exponent < 0 && !value.digits.empty() && value.digits.back() == '0') {
    value.digits.pop_back();
    ++value.exponent;
  }
  if (value.digits.empty()) return "0";
  std::string out = value.digits;
  if (value.exponent >= 0) {
    out.append(static_cast<std::size_t>(value.exponent), '0');
  } else {
    const auto behind = static_cast<std::size_t>(-value.exponent);
    if (out.size() <= behind) out.insert(0, behind + 1 - out.size(), '0');
    out.insert(out.size() - behind, 1, '.');
  }
  return value.negative ? "-" + out : out;
}

ImportFault fault(ImportCode code, std::string seen, std::string wanted = {}) {
  return {code, 0, 0, {}, std::move(seen), std::move(wanted)};
}

std::optional<ImportFault> no_value(const ImportCell& cell) {
  using Kind = ImportCell::Kind;
  if (cell.kind == Kind::empty) return fault(ImportCode::empty_cell, {});
  if (cell.kind == Kind::formula) return fault(ImportCode::formula, cell.text);
  if (cell.kind == Kind::error) return fault(ImportCode::error_value, cell.text);
  if (cell.kind == Kind::boolean) return fault(ImportCode::boolean_value, cell.text);
  return std::nullopt;
}

std::string without(std::string text, char gone) {
  std::erase(text, gone);
  return text;
}

/// "1,234" could be a thousand or a comma for the point.
std::string readings_of(const std::string& text) {
  auto joined = text;
  std::erase_if(joined, [](char c) { return c == ' ' || c == '\'' || c == ','; });
  if (std::count(text.begin(), text.end(), ',') != 1 || text.find('.') != std::string::npos) return joined;
  auto point = without(without(text, ' '), '\'');
  std::replace(point.begin(), point.end(), ',', '.');
  return joined + " / " + point;
}

std::optional<base::Date> calendar_day(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return base::Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

struct Era {
  std::string_view sign;
  int before;  ///< the year before its first
};
constexpr Era kEras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867},
                         {"R", 2018},    {"H", 1988},    {"S", 1925},    {"T", 1911},    {"M", 1867}};

/// The three numbers of a date however it is written; the first may be an era's year.
struct DateParts {
  int before_era = 0;
  std::vector<int> numbers;
  std::size_t first_digits = 0, last_digits = 0;
};
std::optional<DateParts> parts_of(std::string_view text) {
  DateParts out;
  for (const auto& era : kEras)
    if (text.starts_with(era.sign)) {
      out.before_era = era.before;
      text.remove_prefix(era.sign.size());
      break;
    }
  if (out.before_era != 0 && text.starts_with("元")) out.numbers.push_back(1), text.remove_prefix(3);
  while (!text.empty()) {
    if (is_digit(text[0])) {
      const auto size = std::min(text.find_first_not_of("0123456789"), text.size());
      if (size > 4) return std::nullopt;
      int number = 0;
      std::from_chars(text.data(), text.data() + size, number);
      if (out.numbers.empty()) out.first_digits = size;
      out.last_digits = size;
      out.numbers.push_back(number);
      text.remove_prefix(size);
    } else if (std::string_view("/-. ").find(text[0]) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with("年") || text.starts_with("月") || text.starts_with("日")) {
      text.remove_prefix(3);
    } else {
      return std::nullopt;
    }
  }
  return out.numbers.size() == 3 ? std::optional(out) : std::nullopt;
}

/// What a text that is no date of the record could mean.
ImportFault misread_day(const std::string& text) {
  const auto parts = parts_of(text);
  if (!parts) return fault(ImportCode::not_a_date, text, kExampleDay);
  const auto& n = parts->numbers;
  const auto told = [&](std::optional<base::Date> day) {
    return day ? fault(ImportCode::date_form, text, base::to_text(*day))
               : fault(ImportCode::no_such_day, text, kExampleDay);
  };
  if (parts->before_era != 0) return told(calendar_day(parts->before_era + n[0], n[1], n[2]));
  if (parts->first_digits == 4) return told(calendar_day(n[0], n[1], n[2]));
  if (parts->last_digits != 4) return fault(ImportCode::not_a_date, text, kExampleDay);
  const auto day_first = calendar_day(n[2], n[1], n[0]);
  const auto month_first = calendar_day(n[2], n[0], n[1]);
  if (day_first && month_first && *day_first != *month_first)
    return fault(ImportCode::ambiguous_date, text,
                 base::to_text(*day_first) + " / " + base::to_text(*month_first));
  return told(day_first ? day_first : month_first);
}
}  // namespace

std::optional<std::string> plain_number(std::string_view stored) {
  auto value = parse_stored(stored);
  if (!value) return std::nullopt;
  round_off_noise(*value);
  return plain(std::move(*value));
}

std::optional<SerialDay> serial_day(std::string_view number, bool from_1904) {
  const auto point = std::min(number.find('.'), number.size());
  const auto whole = base::parse_decimal(number.substr(0, point), 0);
  constexpr std::int64_t kMost = 2'958'465;  // 9999-12-31
  constexpr std::int32_t k1904 = -24'107;
  constexpr std::int32_t k1899_12_30 = -25'569;
  constexpr std::int64_t kLeap = 60;  // 1900-02-29
  if (!whole || *whole < 0 || *whole > kMost) return std::nullopt;
  const auto days = static_cast<std::int32_t>(*whole);
  if (!from_1904 && (*whole == 0 || *whole == kLeap)) return std::nullopt;
  const base::Date date{from_1904 ? k1904 + days : k1899_12_30 + days + (days < kLeap ? 1 : 0)};
  if (date > base::kDateMax) return std::nullopt;
  return SerialDay{date, point < number.size()};
}

std::optional<std::string> half_width(std::string_view text) {
  std::string out;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto at = [&](std::size_t j) { return static_cast<unsigned char>(text[i + j]); };
    if (i + 2 < text.size() && at(0) == 0xEF && (at(1) == 0xBC || at(1) == 0xBD)) {
      const unsigned code = 0xF000u | (at(1) & 0x3Fu) << 6 | (at(2) & 0x3Fu);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out += static_cast<char>(code - 0xFF01 + '!');
        i += 2;
        any = true;
        continue;
      }
    }
    if (text.substr(i).starts_with("\u3000") || text.substr(i).starts_with("\u2212")) {
      out += text.substr(i).starts_with("\u3000") ? ' ' : '-';
      i += 2;
      any = true;
      continue;
    }
    if (text.substr(i).starts_with("\u00a0")) {
      out += ' ';
      ++i;
      any = true;
      continue;
    }
    out += text[i];
  }
  if (!any) return std::nullopt;
  const auto from = out.find_first_not_of(' ');
  return from == std::string::npos ? std::string() : out.substr(from, out.find_last_not_of(' ') - from + 1);
}

tl::expected<std::int64_t, ImportFault> figure_of(const ImportCell& cell, int digits, bool below_zero) {
  const auto refuse = [](ImportFault what) { return tl::unexpected<ImportFault>(std::move(what)); };
  if (auto none = no_value(cell)) return refuse(std::move(*none));
  const auto& text = cell.text;
  if (cell.kind == ImportCell::Kind::date || cell.kind == ImportCell::Kind::moment)
    return refuse(fault(ImportCode::number_as_date, text));
  if (const auto half = half_width(text)) return refuse(fault(ImportCode::full_width, text, *half));
  const bool like_one = text.find_first_not_of("0123456789.,' -") == std::string::npos;
  if (like_one && text.find_first_of(",' ") != std::string::npos)
    return refuse(fault(ImportCode::separators, text, readings_of(text)));
  const auto out = base::parse_decimal(text, digits);
  if (!out) {
    const bool plain_form = like_one && std::count(text.begin(), text.end(), '.') <= 1 &&
                            is_digit(text.back()) &&
                            text.rfind('-') == (text[0] == '-' ? 0 : std::string::npos);
    return refuse(plain_form ? fault(ImportCode::decimals, text, std::to_string(digits))
                             : fault(ImportCode::not_a_number, text, kExampleFigure));
  }
  if (*out < 0 && !below_zero) return refuse(fault(ImportCode::negative, text));
  return *out;
}

tl::expected<base::Date, ImportFault> day_of(const ImportCell& cell) {
  using Kind = ImportCell::Kind;
  const auto refuse = [](ImportFault what) { return tl::unexpected<ImportFault>(std::move(what)); };
  if (auto none = no_value(cell)) return refuse(std::move(*none));
  if (cell.kind == Kind::number) return refuse(fault(ImportCode::date_as_number, cell.text, kExampleDay));
  if (cell.kind == Kind::moment) return refuse(fault(ImportCode::date_with_time, cell.text, cell.text));
  if (const auto half = half_width(cell.text)) {
    const auto day = base::parse_date(*half);
    auto better = misread_day(*half);
    if (!day && better.code != ImportCode::date_form) {
      better.seen = cell.text;
      return refuse(std::move(better));
    }
    return refuse(fault(ImportCode::full_width, cell.text, day ? base::to_text(*day) : better.wanted));
  }
  if (const auto day = base::parse_date(cell.text)) return *day;
  return refuse(misread_day(cell.text));
}

}  // namespace palitan::papers
