// The words of `instrument explain`: key=value pairs that describe one case. Inside the room only.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "cli/say.h"
#include "statement/statement.h"

namespace palitan::cli {

/// "clock.reimbursement.days=60" each, keys ascending. Trouble: usage.
Done<std::vector<statement::Setting>> read_settings(const std::vector<std::string>& words);

class CaseWords {
 public:
  /// "key=value" each. Trouble: usage, for a word of another form, a key not in `known`, or one given twice.
  static Done<CaseWords> read(const std::vector<std::string>& words, const std::vector<std::string>& known);

  bool has(const std::string& key) const { return words_.contains(key); }
  /// Empty where it was not given.
  std::string text(const std::string& key) const;
  /// "a+b" as two.
  std::vector<std::string> list(const std::string& key) const;
  bool yes(const std::string& key) const { return text(key) == "yes"; }

  // Nothing where it was not given. REQUIRES: check() found no fault.
  std::optional<base::Date> date(const std::string& key) const;
  std::optional<statement::Means> means(const std::string& key) const;
  /// A decimal with at most `digits` decimals, as an integer.
  std::optional<std::int64_t> figure(const std::string& key, int digits) const;

  /// Every word that has a form is of it: dates, means, figures, yes or no. Trouble: usage, naming the word.
  Done<void> check() const;

 private:
  std::map<std::string, std::string> words_;
};

}  // namespace palitan::cli
