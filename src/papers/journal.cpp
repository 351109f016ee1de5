#include "papers/journal.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/marking.h"

namespace palitan::papers {
namespace {
using base::Code;

constexpr int kQuantityDigits = 6;

int digits_of(std::string_view commodity) {
  if (!ledger::is_money(commodity)) return kQuantityDigits;
  const auto info = base::currency(commodity);
  return info ? info->minor_digits : 0;
}

/// Both programs take a name apart at blanks, digits and signs unless it stands in quotes.
std::string name_of(std::string_view commodity) {
  return ledger::is_money(commodity) ? std::string(commodity) : fmt::format("\"{}\"", commodity);
}
bool can_be_named(std::string_view commodity) {
  return std::all_of(commodity.begin(), commodity.end(),
                     [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != ';'; });
}

/// How a commodity is written, so that both programs show all its decimals and no others.
std::string directive(std::string_view commodity) {
  return fmt::format("commodity 1000.{} {}\n",
                     std::string(static_cast<std::size_t>(digits_of(commodity)), '0'), name_of(commodity));
}

/// The entries, gathered posting by posting.
class Writer {
 public:
  Writer(const store::Store& store, statement::Marking ceiling) : store_(store), leaving_(ceiling) {}

  bool add(const store::PostingRow& row) {
    if (position_ != row.position && !begin(row)) return false;
    const auto& p = row.posting;
    if (!can_be_named(p.commodity)) return false;
    commodities_.insert(p.commodity);
    text_ += fmt::format("    {}  {} {}\n", to_text(p.account),
                         base::format_fixed(p.amount, digits_of(p.commodity)), name_of(p.commodity));
    return true;
  }
  std::string take(const base::Id& partnership, std::uint64_t height) const {
    auto out = fmt::format("; Palitan partnership {}\n; agreed up to accord {}\n; marking: {}\n\n",
                           base::to_hex(partnership.view()), height, name(leaving_.highest()));
    for (const auto& commodity : commodities_) out += directive(commodity);
    return out + text_;
  }

  /// What is not to leave this node, once add() said no.
  const std::optional<base::Refusal>& above() const { return above_; }

 private:
  bool begin(const store::PostingRow& row) {
    auto bytes = store_.logged_bytes(row.position);
    const auto act =
        bytes ? statement::decode_statement(std::move(*bytes)) : base::refuse(Code::local_damaged);
    if (!act) return false;
    if (auto may = leaving_.take(*act); !may) {
      above_ = std::move(may.error());
      return false;
    }
    const auto kind = static_cast<statement::Kind>(act->content().kind);
    text_ += fmt::format("\n{} * {} {}\n", to_text(row.date), name(kind),
                         base::to_hex(act->id().view()).substr(0, 12));
    position_ = row.position;
    return true;
  }

  const store::Store& store_;
  kernel::Leaving leaving_;
  std::optional<base::Refusal> above_;
  std::optional<std::uint64_t> position_;
  std::set<std::string> commodities_;
  std::string text_;
};

std::string_view next(std::string_view& text, char until) {
  const auto at = std::min(text.find(until), text.size());
  const auto out = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return out;
}
std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}
std::string_view unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
  return text;
}

bool put(ledger::Position& out, std::string_view account, std::string_view amount,
         std::string_view commodity) {
  const auto at = ledger::parse_account(account);
  const auto value = base::parse_decimal(amount, digits_of(commodity));
  return at && value && out.add(*at, std::string(commodity), *value);
}

/// "account","commodity","balance" and one such line each.
std::optional<ledger::Position> parse_hledger(std::string_view text) {
  ledger::Position out;
  next(text, '\n');
  while (!text.empty()) {
    auto line = next(text, '\n');
    const auto account = unquoted(next(line, ',')), commodity = unquoted(next(line, ',')),
               amount = unquoted(trimmed(line));
    if (!put(out, account, amount, commodity)) return std::nullopt;
  }
  return out;
}

/// "100.50 JPY", each commodity on a line of its own, the last one followed by a tab and the account.
std::optional<ledger::Position> parse_ledger(std::string_view text) {
  ledger::Position out;
  std::vector<std::string_view> amounts;
  while (!text.empty()) {
    auto line = next(text, '\n');
    amounts.push_back(trimmed(next(line, '\t')));
    if (line.empty()) continue;
    for (auto amount : amounts) {
      const auto number = next(amount, ' ');
      if (!put(out, trimmed(line), number, unquoted(trimmed(amount)))) return std::nullopt;
    }
    amounts.clear();
  }
  return amounts.empty() ? std::optional(std::move(out)) : std::nullopt;
}
}  // namespace

base::Result<std::string> journal_of(const store::Store& store, statement::Marking ceiling) {
  const auto founding = store.log(0, 1);
  const auto last = store.last_accord();
  if (founding.empty() || !last) return base::refuse(Code::local_damaged, "nothing is founded here");
  Writer writer(store, ceiling);
  bool good = true;
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) { return good = writer.add(row); });
  if (writer.above()) return tl::unexpected(*writer.above());
  if (!good) return base::refuse(Code::local_damaged, "a posting or its statement cannot be read");
  return writer.take(founding[0].id, last->height);
}

std::vector<std::string> journal_balance_command(const std::string& program,
                                                 const std::string& journal_path) {
  if (program == "ledger")
    return {program,      "--args-only",      "-f",
            journal_path, "balance",          "--flat",
            "--no-total", "--balance-format", "%(display_total)\\t%(account)\\n"};
  return {program, "-f", journal_path, "balance", "--flat", "--no-total", "--layout", "bare", "-O", "csv"};
}

std::optional<ledger::Position> parse_journal_balances(std::string_view program, std::string_view printed) {
  return program == "ledger" ? parse_ledger(printed) : parse_hledger(printed);
}

}  // namespace palitan::papers
