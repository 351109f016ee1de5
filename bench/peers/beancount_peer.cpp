#include "peers/beancount_peer.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/money.h"
#include "child.h"

namespace palitan::bench {
namespace {
/// Each account is opened on a day before every entry.
constexpr const char* kOpened = "1970-01-01";

class Form {
 public:
  bool line(const std::string& line) {
    if (line.empty() || line[0] == ';' || line.starts_with("commodity ")) return true;
    return line[0] == ' ' ? posting(line) : entry(line);
  }
  BeancountFile take() {
    std::string head;
    for (std::size_t i = 0; i < out_.accounts.size(); ++i)
      head += fmt::format("{} open Assets:A{:04}\n", kOpened, i);
    out_.text = head + out_.text;
    return std::move(out_);
  }

 private:
  /// "2026-11-23 * issue 0123456789ab".
  bool entry(const std::string& line) {
    std::istringstream words(line);
    std::string day, star, rest;
    words >> day >> star;
    std::getline(words >> std::ws, rest);
    out_.text += fmt::format("\n{} * \"{}\"\n", day, rest);
    return star == "*";
  }
  /// "    account  amount commodity", the commodity perhaps in quotes.
  bool posting(const std::string& line) {
    const auto begin = line.find_first_not_of(' ');
    const auto end = line.find("  ", begin);
    if (end == line.npos) return false;
    const auto name = line.substr(begin, end - begin);
    const auto amount_at = line.find_first_not_of(' ', end);
    const auto blank = line.find(' ', amount_at);
    if (blank == line.npos) return false;
    const auto amount = line.substr(amount_at, blank - amount_at);
    auto commodity = line.substr(blank + 1);
    std::erase(commodity, '"');
    const auto account = account_of(name);
    if (!account) return false;
    out_.text +=
        fmt::format("  Assets:A{:04}  {} C{:04}\n", *account, amount, commodity_of(commodity, amount));
    return true;
  }
  std::optional<std::size_t> account_of(const std::string& name) {
    const auto [at, is_new] = accounts_.emplace(name, out_.accounts.size());
    if (is_new) {
      const auto parsed = ledger::parse_account(name);
      if (!parsed) return std::nullopt;
      out_.accounts.push_back(*parsed);
    }
    return at->second;
  }
  std::size_t commodity_of(const std::string& name, const std::string& amount) {
    const auto [at, is_new] = commodities_.emplace(name, out_.commodities.size());
    const auto point = amount.find('.');
    if (is_new)
      out_.commodities.push_back(
          {name, point == amount.npos ? 0 : static_cast<int>(amount.size() - point - 1)});
    return at->second;
  }

  BeancountFile out_;
  std::map<std::string, std::size_t> accounts_, commodities_;
};

/// The number in "Assets:A0012" or "C0003".
std::optional<std::size_t> number_in(const std::string& word) {
  const auto digits = word.find_first_of("0123456789");
  return digits == word.npos ? std::nullopt : std::optional<std::size_t>(std::stoul(word.substr(digits)));
}

/// Lines "account,currency,sum" below their head.
std::optional<ledger::Position> balances_in(const std::string& printed, const BeancountFile& file) {
  ledger::Position out;
  std::istringstream lines(printed);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '"' || c == '\r'; });
    std::istringstream cells(line);
    std::string account, commodity, sum;
    std::getline(std::getline(std::getline(cells, account, ','), commodity, ','), sum);
    const auto a = number_in(account), c = number_in(commodity);
    if (!a || !c || *a >= file.accounts.size() || *c >= file.commodities.size()) return std::nullopt;
    const auto value = base::parse_decimal(sum, file.commodities[*c].digits);
    if (!value || !out.add(file.accounts[*a], file.commodities[*c].name, *value)) return std::nullopt;
  }
  return out;
}
}  // namespace

std::optional<BeancountFile> beancount_of(std::string_view journal) {
  Form form;
  std::istringstream lines{std::string(journal)};
  for (std::string line; std::getline(lines, line);)
    if (!form.line(line)) return std::nullopt;
  return form.take();
}

tl::expected<bool, std::string> beancount_adds_up(std::string_view journal, const ledger::Position& ours,
                                                  Samples& samples) {
  if (!is_installed("bean-query")) return false;
  const auto form = beancount_of(journal);
  if (!form) return failed("the journal cannot be put into Beancount's form");
  const TempFolder dir;
  const auto file = dir.path() / "record.beancount";
  if (!(std::ofstream(file) << form->text).flush().good())
    return failed("Beancount's file cannot be written");
  const Watch watch;
  const auto printed =
      output_of({"env", "BEANCOUNT_DISABLE_LOAD_CACHE=1", "bean-query", "-f", "csv", file.string(),
                 "SELECT account, currency, sum(number) GROUP BY account, currency"});
  samples.add("beancount", watch.seconds());
  if (!printed) return failed(printed.error());
  const auto theirs = balances_in(*printed, *form);
  if (!theirs || *theirs != ours) return failed("beancount has other balances than the node");
  return true;
}

}  // namespace palitan::bench
