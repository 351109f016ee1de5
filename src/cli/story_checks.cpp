// What a story may ask of the world: verdicts, sentences, balances, states.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "kernel/case_words.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;

std::string shown(const base::Refusal& refusal) {
  std::string out{base::name(refusal.code)};
  if (!refusal.clause.empty()) out += " clause " + refusal.clause;
  return out;
}
}  // namespace

bool Player::check(Words& words, const Sentence& sentence) {
  if (words.quoted()) {
    file_lies(words);
  } else if (words.take("expect")) {
    expect(words);
  } else if (words.take("says")) {
    says(words);
  } else if (words.take("balance")) {
    balance(words);
  } else if (words.take("balances")) {
    all_balances(words, sentence);
  } else if (words.take("portfolio of")) {
    portfolio(words, sentence);
  } else if (words.take("waiting for")) {
    waiting(words);
  } else if (words.take("ceiling")) {
    ceiling(words);
  } else if (words.take("the fiscal year")) {
    year_counts(words);
  } else if (words.take("nothing of")) {
    nothing_of(words);
  } else if (words.take("declined by")) {
    declined(words);
  } else if (const auto* target = find(words.peek()); target != nullptr && words.peek(1) == "is") {
    const auto name = words.next("a name");
    words.need("is");
    if (!order_is(*target, name, words)) is(*target, name, words);
  } else if (target != nullptr && words.peek(1) == "line") {
    const auto name = words.next("a name");
    line_is(*target, name, words);
  } else if (target != nullptr && words.peek(1) == "has") {
    const auto name = words.next("a name");
    words.need("has");
    visit_has(*target, name, words);
  } else if (target != nullptr && words.peek(1) == "shows") {
    words.next("a name");
    words.need("shows");
    grant_shows(*target, words);
  } else if (target != nullptr && words.peek(1) == "lacks") {
    const auto name = words.next("a name");
    words.need("lacks");
    lacks(*target, name, words);
  } else if (target != nullptr && words.peek(1) == "settles") {
    const auto name = words.next("a name");
    words.need("settles");
    lateness(*target, name, words);
  } else {
    return false;
  }
  if (!failed()) words.end();
  checked_ = true;
  return true;
}

void Player::expect(Words& words) {
  if (words.take("nothing new")) {
    if (!last_.nothing_new) words.fail("expected nothing new, seen " + shown(last_.verdict));
    last_.met = true;
    return;
  }
  const auto word = words.next("a code");
  const auto code = base::code_from_name(word);
  if (!code) return words.fail("'" + word + "' is not a code of base/refusals.def");
  std::optional<std::string> clause;
  if (words.take("clause")) clause = words.next("a clause");
  const bool fits =
      !last_.nothing_new && last_.verdict.code == *code && (!clause || *clause == last_.verdict.clause);
  std::string reason;
  if (words.take("because")) {
    reason = words.next("a code");
    if (!base::code_from_name(reason))
      return words.fail("'" + reason + "' is not a code of base/refusals.def");
    if (!last_.verdict.detail.starts_with(reason))
      return words.fail("expected " + word + " because " + reason + ", seen " +
                        base::sentence(last_.verdict));
    result_.codes.push_back(reason);
  }
  if (!fits)
    return words.fail(fmt::format("expected {}{}, seen {}", word, clause ? " clause " + *clause : "",
                                  last_.nothing_new ? "nothing new" : base::sentence(last_.verdict)));
  last_.met = true;
  result_.codes.push_back(word);
}

void Player::says(Words& words) {
  constexpr std::string_view kAnyDetail = " [...]";
  const auto text = words.next("the sentence");
  auto seen = base::sentence(last_.verdict, last_.clause_text);
  if (text.ends_with(kAnyDetail) && !last_.verdict.detail.empty())
    seen = base::sentence({last_.verdict.code, last_.verdict.clause, "..."}, last_.clause_text);
  if (text != seen) words.fail("expected \"" + text + "\", seen \"" + seen + "\"");
  last_.met = true;
}

/// "at jpn", or everywhere a node runs.
std::vector<PartyCode> Player::places(Words& words) {
  std::vector<PartyCode> out;
  if (words.take("at")) {
    const auto party = words.next("a party");
    if (!words.fault() && !world_->has(party)) words.fail("'" + party + "' is not a party");
    if (!words.fault()) out.push_back(party);
    return out;
  }
  for (const auto& party : world_->parties())
    if (world_->running(party)) out.push_back(party);
  return out;
}

/// "balance jpn:due_in_kind:phl F-76/LTR is 99500 [agreed] [at jpn]"
void Player::balance(Words& words) {
  const auto account_word = words.next("an account");
  const auto account = ledger::parse_account(account_word);
  if (!account) return words.fail("'" + account_word + "' is not an account such as jpn:receivable:phl");
  const auto commodity = words.next("a commodity");
  words.need("is");
  const auto amount = words.next("an amount");
  const bool agreed = words.take("agreed");
  for (const auto& party : places(words)) {
    const auto held = world_->book(party).balances(!agreed).at(*account, commodity);
    const auto seen = ledger::amount_text(commodity, held);
    if (seen != amount)
      return words.fail(
          fmt::format("expected {} {} {} at {}, seen {}", account_word, amount, commodity, party, seen));
  }
}

/// "balances [agreed] [at jpn]" and below it every balance that is not zero.
void Player::all_balances(Words& words, const Sentence& sentence) {
  const bool agreed = words.take("agreed");
  const auto where = places(words);
  std::vector<std::string> expected;
  for (const auto& detail : sentence.details) {
    Words line(detail);
    const auto account = line.next("an account");
    const auto commodity = line.next("a commodity");
    expected.push_back(account + " " + commodity + " " + line.next("an amount"));
    line.end();
    if (broken(line)) return;
  }
  std::sort(expected.begin(), expected.end());
  for (const auto& party : where) {
    std::vector<std::string> seen;
    const auto position = world_->book(party).balances(!agreed);
    for (const auto& [key, amount] : position.amounts())
      seen.push_back(to_text(key.first) + " " + key.second + " " + ledger::amount_text(key.second, amount));
    std::sort(seen.begin(), seen.end());
    for (const auto& line : expected)
      if (!std::binary_search(seen.begin(), seen.end(), line)) {
        const auto found = std::lower_bound(seen.begin(), seen.end(), line.substr(0, line.rfind(' ')));
        return words.fail(fmt::format("expected '{}' at {}, seen {}", line, party,
                                      found == seen.end() ? "nothing" : *found));
      }
    for (const auto& line : seen)
      if (!std::binary_search(expected.begin(), expected.end(), line))
        return words.fail(fmt::format("expected no '{}' at {}, seen it", line, party));
  }
}

/// "order1 is delivering", "issue1 is final | pending | unknown", "issue1 is refused_... [clause X]",
/// "order1 is disowned".
void Player::is(const Named& target, const std::string& name, Words& words) {
  const auto word = words.next("what it is");
  std::optional<std::string> clause;
  if (words.take("clause")) clause = words.next("a clause");
  const bool agreed = words.take("agreed");
  const auto code = base::code_from_name(word);
  for (const auto& party : places(words)) {
    auto& book = world_->book(party);
    const auto row = world_->store(party).statement(target.id);
    const bool logged = row && row->entry;
    std::string seen;
    if (word == "final" || word == "pending" || word == "unknown" || word == "held") {
      seen = !row ? "unknown" : logged ? "final" : row->held ? "held" : "pending";
    } else if (word == "disowned") {
      const auto file = book.get<kernel::CaseFact>(kernel::case_key(target.case_id), !agreed);
      seen = file && file->order && file->order->disowned ? "disowned" : "not disowned";
    } else if (code && (*code != Code::accepted || target.kind != Kind::request)) {
      const auto* pending = book.pending(target.id);
      base::Refusal verdict = pending != nullptr ? pending->verdict.refusal() : base::Refusal{};
      if (logged)
        verdict = {base::code_from_number(row->entry->code).value_or(Code::accepted), row->entry->clause, {}};
      seen = std::string(base::name(verdict.code));
      if (clause && seen == word && *clause != verdict.clause) seen = shown(verdict);
    } else {
      const auto file = book.get<kernel::CaseFact>(kernel::case_key(target.case_id), !agreed);
      seen = file ? std::string(kernel::state_of(*file)) : "no case";
    }
    if (seen != word)
      return words.fail(fmt::format("expected {} to be {}{} at {}, seen {}", name, word,
                                    clause ? " clause " + *clause : "", party, seen));
  }
  if (code && base::family(*code) != base::Family::accepted) result_.codes.push_back(word);
}

}  // namespace palitan::cli
