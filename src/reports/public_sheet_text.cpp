#include "reports/public_sheet_text.h"

#include <array>

#include <fmt/format.h>

#include "base/money.h"
#include "ledger/ledger.h"

namespace palitan::reports {
namespace {

/// {0}, {1} and so on are filled in; which of them a sentence uses, and where, is its language's matter.
struct Labels {
  const char* parties;
  const char* field;
  const char* amount;
  const char* agreed;
  const char* conversion;
  const char* rate;
  const char* link;
  const char* delivered;
  const char* evaluated;
};
constexpr std::array<Labels, 3> kLabels = {
    {{"From {0} to {1}, fiscal year from {2}", "Field: {0}, for {1}", "Amount: {0}", "Agreed on {0}",
      "Said to be {0} by {1} on {2}: information, not owed", "At {0} to {1} in minor units",
      "{0}: the grant {1}", "Delivered on {0}", "Evaluated on {0}: {1}"},
     {"供与国: {0}、受領国: {1}、会計年度の初日: {2}", "分野: {0}、目的: {1}", "供与限度額: {0}",
      "合意日: {0}", "{1} による換算額（{2}）: {0}。参考値であり、債務額ではない",
      "換算率: 最小単位で {1} 対 {0}", "関連案件（{0}）: {1}", "引渡日: {0}", "評価日: {0}。{1}"},
     {"Mula sa {0} para sa {1}, taong piskal mula {2}", "Larangan: {0}, para sa {1}", "Halaga: {0}",
      "Napagkasunduan noong {0}", "Ayon sa {1} noong {2}, katumbas ng {0}: impormasyon lamang, hindi utang",
      "Sa palit na {0} sa {1} sa pinakamaliit na yunit", "{0}: ang kaloob na {1}", "Naihatid noong {0}",
      "Nasuri noong {0}: {1}"}}};

/// "900 000 000 JPY".
std::string money(const statement::Money& amount) {
  auto text = ledger::amount_text(amount.currency, amount.minor);
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  for (auto at = point; at > sign + 3;) text.insert(at -= 3, " ");
  return text + " " + amount.currency;
}

constexpr std::size_t kShownDigits = 12;  ///< of a grant's id, as people cite it

/// One line of the record's own words: no break and no mark of Markdown in it counts.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

template <class... T>
std::string line(const char* form, const T&... values) {
  return "- " + fmt::format(fmt::runtime(form), values...) + "\n";
}
}  // namespace

std::string public_sheet_text(const PublicSheet& sheet, SheetLabels labels) {
  const auto& say = kLabels.at(static_cast<std::size_t>(labels) - 1);
  std::string out = "# " + plain(sheet.title) + "\n\n";
  out += line(say.parties, sheet.donor, sheet.recipient, to_text(sheet.fiscal_year));
  out += line(say.field, plain(sheet.field), plain(sheet.purpose));
  out += line(say.amount, money(sheet.obligation));
  out += line(say.agreed, to_text(sheet.agreed_on));
  for (const auto& one : sheet.conversions) {
    out += line(say.conversion, money(one.amount), plain(one.source), to_text(one.on));
    out += "  " + line(say.rate, one.numerator, one.denominator);
  }
  for (const auto& one : sheet.links)
    out += line(say.link, plain(one.relation), base::to_hex(one.grant.view()).substr(0, kShownDigits));
  if (sheet.delivered_on) out += line(say.delivered, to_text(*sheet.delivered_on));
  if (sheet.evaluated_on) out += line(say.evaluated, to_text(*sheet.evaluated_on), plain(sheet.result));
  return out;
}

}  // namespace palitan::reports
