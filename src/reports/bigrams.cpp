#include "reports/bigrams.h"

#include <algorithm>

#include "reports/fold.h"

namespace palitan::reports {
namespace {
/// f(pair) for each two neighbours; a blank makes no pair.
template <class F>
void each_pair(std::u32string_view text, F&& f) {
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i - 1] != U' ' && text[i] != U' ') f(std::uint64_t{text[i - 1]} << 32 | text[i]);
}

std::vector<std::uint64_t> pairs_of(std::u32string_view text) {
  std::vector<std::uint64_t> out;
  each_pair(text, [&](std::uint64_t pair) { out.push_back(pair); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Words of one character make no pair; they are looked for one by one.
std::u32string single_characters(std::u32string_view query) {
  std::u32string out;
  for (std::size_t i = 0; i < query.size(); ++i) {
    const bool alone = (i == 0 || query[i - 1] == U' ') && (i + 1 == query.size() || query[i + 1] == U' ');
    if (alone && query[i] != U' ') out.push_back(query[i]);
  }
  return out;
}
}  // namespace

std::uint32_t Bigrams::add(std::string_view text) {
  const auto number = static_cast<std::uint32_t>(starts_.size());
  starts_.push_back(texts_.size());
  texts_ += text;
  for (const auto pair : pairs_of(folded(text))) where_[pair].push_back(number);
  return number;
}

std::string_view Bigrams::text(std::uint32_t number) const {
  const auto from = starts_.at(number);
  const auto end = number + 1 < starts_.size() ? starts_[number + 1] : texts_.size();
  return std::string_view(texts_).substr(from, end - from);
}

std::vector<std::uint32_t> Bigrams::candidates(std::u32string_view query, std::size_t max) const {
  std::vector<const std::vector<std::uint32_t>*> lists;
  for (const auto pair : pairs_of(query)) {
    const auto found = where_.find(pair);
    if (found == where_.end()) return {};
    lists.push_back(&found->second);
  }
  const auto singles = single_characters(query);
  const auto has_singles = [&](std::uint32_t number) {
    if (singles.empty()) return true;
    const auto text_now = folded(text(number));
    return std::all_of(singles.begin(), singles.end(),
                       [&](char32_t c) { return text_now.find(c) != text_now.npos; });
  };
  std::vector<std::uint32_t> out;
  if (lists.empty()) {
    for (auto number = static_cast<std::uint32_t>(starts_.size()); number > 0 && out.size() < max; --number)
      if (has_singles(number - 1)) out.push_back(number - 1);
    return out;
  }
  // The rarest pair leads; the others are asked by halving.
  std::sort(lists.begin(), lists.end(), [](const auto* a, const auto* b) { return a->size() < b->size(); });
  for (auto at = lists[0]->rbegin(); at != lists[0]->rend() && out.size() < max; ++at) {
    const bool in_all = std::all_of(lists.begin() + 1, lists.end(), [&](const auto* list) {
      return std::binary_search(list->begin(), list->end(), *at);
    });
    if (in_all && has_singles(*at)) out.push_back(*at);
  }
  return out;
}

std::vector<Bigrams::Match> Bigrams::find(std::string_view query, std::size_t max) const {
  const auto wanted = folded(query);
  if (wanted.empty()) return {};
  const auto pairs = pairs_of(wanted);
  std::vector<Match> out;
  for (const auto number : candidates(wanted, max)) {
    const auto text_now = folded(text(number));
    Match match{number, 0, text_now.find(wanted) != text_now.npos};
    each_pair(text_now, [&](std::uint64_t pair) {
      match.pairs += std::binary_search(pairs.begin(), pairs.end(), pair) ? 1 : 0;
    });
    out.push_back(match);
  }
  std::sort(out.begin(), out.end(), [](const Match& a, const Match& b) {
    if (a.whole != b.whole) return a.whole;
    return a.pairs != b.pairs ? a.pairs > b.pairs : a.text > b.text;
  });
  return out;
}

}  // namespace palitan::reports
