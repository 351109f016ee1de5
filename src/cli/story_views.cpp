// What a story may ask beyond balances and states: due dates, papers, findings, disputes, ceilings, stalls.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_lines.h"
#include "kernel/completeness.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;

template <class T>
const T* act_of(const std::vector<T>& acts, const base::Id& id) {
  for (const auto& act : acts)
    if (act.id == id) return &act;
  return nullptr;
}

/// "confirmed" or "unconfirmed": what headquarters said of a small unit's act, or the other side of one from
/// paper; nothing where neither stands.
std::string finding_of(const kernel::OrderFact& order, const base::Id& act) {
  std::string out;
  for (const auto& finding : order.findings)
    if (finding.act == act && out != "unconfirmed") out = finding.confirmed ? "confirmed" : "unconfirmed";
  for (const auto& entered : order.from_paper)
    if (entered.act == act && out != "unconfirmed") out = entered.confirmed ? "confirmed" : "unconfirmed";
  return out.empty() ? "without a finding" : out;
}

std::string dispute_of(const kernel::OrderFact& order, const base::Id& id) {
  const auto* dispute = act_of(order.disputes, id);
  if (dispute == nullptr) return "no dispute";
  return dispute->outcome ? std::string(name(*dispute->outcome)) : "open";
}
}  // namespace

/// "dispute1 is open | upheld | dismissed | settled", "receipt1 is unconfirmed | confirmed". False where the
/// sentence says something else.
bool Player::order_is(const Named& target, const std::string& name, Words& words) {
  const bool finding = words.peek() == "confirmed" || words.peek() == "unconfirmed";
  if (target.kind != Kind::dispute && !finding) return false;
  const auto word = words.peek();
  statement::Outcome outcome{};
  if (!finding && word != "open" && !from_name(word, outcome)) return false;
  words.next("what it is");
  for (const auto& party : places(words)) {
    const auto order = order_of(party, target).value_or(kernel::OrderFact{});
    const auto seen = finding ? finding_of(order, target.id) : dispute_of(order, target.id);
    if (seen != word) words.fail(fmt::format("expected {} to be {} at {}, seen {}", name, word, party, seen));
  }
  return true;
}

/// "order1 line 2 is due 2026-03-01", "order1 line 2 is billed 36800000.00 of 331100000.00"
void Player::line_is(const Named& target, const std::string& name, Words& words) {
  const auto number = line_number(words);
  if (words.take("alarms")) return line_alarms(target, number, words);
  words.need("is");
  const bool due = words.take("due");
  if (!due && !words.take("billed"))
    return words.fail("a line is 'due' on a day, or 'billed' so much of so much");
  const auto expected = due ? to_text(words.date("a day")) : [&] {
    auto part = words.next("an amount");
    words.need("of");
    return part + " of " + words.next("an amount");
  }();
  for (const auto& party : places(words)) {
    const auto order = order_of(party, target).value_or(kernel::OrderFact{});
    const auto law = law_of(party, order.instrument).value_or(kernel::InstrumentFact{});
    const auto* at = order.line(number);
    std::string seen = "nothing";
    if (at != nullptr && due) {
      if (const auto day = kernel::due_of(*at, law.rules)) seen = to_text(*day);
    } else if (at != nullptr && at->line.price) {
      std::int64_t full = at->line.components.empty() ? at->line.price->minor : 0;
      for (const auto& part : at->line.components) full += part.full.value_or(part.minor);
      const auto digits = digits_of(order.currency);
      seen = base::format_fixed(at->line.price->minor, digits) + " of " + base::format_fixed(full, digits);
    }
    if (seen != expected)
      words.fail(fmt::format("expected line {} of {} to be {} {} at {}, seen {}", number, name,
                             due ? "due" : "billed", expected, party, seen));
  }
}

/// "order1 lacks bill_to funds", "order1 lacks nothing": of what the instrument's two gates ask for.
void Player::lacks(const Named& target, const std::string& name, Words& words) {
  std::vector<std::string> expected;
  const bool nothing = words.take("nothing");
  while (!nothing && !words.done() && words.peek() != "at") expected.push_back(words.next("an element"));
  for (const auto& party : places(words)) {
    const auto order = order_of(party, target).value_or(kernel::OrderFact{});
    const auto law = law_of(party, order.instrument).value_or(kernel::InstrumentFact{});
    std::vector<std::string> seen;
    for (const auto& row : kernel::evidence_meter(order, law.rules))
      if (row.needed && !row.present) seen.emplace_back(terms::name(row.element));
    if (seen != expected)
      words.fail(fmt::format("expected {} to lack {} at {}, seen {}", name,
                             expected.empty() ? "nothing" : fmt::format("{}", fmt::join(expected, " ")),
                             party, seen.empty() ? "nothing" : fmt::format("{}", fmt::join(seen, " "))));
  }
}

/// "return1 settles in time", "return1 settles 14 days late": counted on the day of its hand-over.
void Player::lateness(const Named& target, const std::string& name, Words& words) {
  const bool in_time = words.take("in time");
  const auto days = in_time ? 0 : words.number("a number of days");
  if (!in_time && !words.take("days late")) words.need("day late");
  for (const auto& party : places(words)) {
    const auto order = order_of(party, target).value_or(kernel::OrderFact{});
    const auto law = law_of(party, order.instrument).value_or(kernel::InstrumentFact{});
    const auto* given = act_of(order.returns, target.id);
    if (given == nullptr) return words.fail("'" + name + "' is no return that counts");
    std::int64_t seen = 0;
    for (const auto& line : given->lines)
      if (const auto due = kernel::due_of(*order.line(line.number), law.rules))
        seen = std::max<std::int64_t>(seen, given->date.days - due->days);
    if (seen != days)
      words.fail(fmt::format("expected {} to settle {} days late at {}, seen {}", name, days, party, seen));
  }
}

/// "ceiling phl-debts of acsa in 2025 is 9000000 JPY [supplies 5000000]": what is taken in the fiscal year
/// that begins in 2025.
void Player::ceiling(Words& words) {
  const auto which = words.next("a ceiling");
  words.need("of");
  const auto* law = named(words, "an instrument");
  words.need("in");
  const auto year = words.number("the year in which the fiscal year begins");
  words.need("is");
  const auto taken = amount(words);
  std::optional<std::int64_t> supplies;
  if (words.take("supplies")) supplies = money(words, taken.currency);
  const bool agreed = words.take("agreed");
  if (law == nullptr || broken(words)) return;
  const auto key = kernel::ceiling_key(law->id, which, static_cast<std::int32_t>(year));
  for (const auto& party : places(words)) {
    const auto fact = world_->book(party).get<kernel::CeilingFact>(key, !agreed);
    const auto seen = fact ? *fact : kernel::CeilingFact{};
    if (seen.amount != taken.minor || seen.supplies != supplies.value_or(seen.supplies))
      words.fail(fmt::format("expected {} of {} taken at {}, seen {} and {} of it for supplies", taken.minor,
                             which, party, seen.amount, seen.supplies));
  }
}

/// waiting for "phl: cosignature" [because CODE] at jpn: how what is shown as the reason of a stall begins,
/// and why the node itself signs no accord.
void Player::waiting(Words& words) {
  const auto text = words.next("what is waited for");
  std::string code;
  if (words.take("because")) code = words.next("a code");
  for (const auto& party : places(words)) {
    auto& book = world_->book(party);
    const auto stall = book.stall(world_->now());
    const auto seen = book.misconduct() ? *book.misconduct() : stall.waiting_for;
    if (!seen.starts_with(text) || text.empty() != seen.empty())
      return words.fail(fmt::format("expected {} to wait for '{}', seen '{}'", party, text, seen));
    const auto why = stall.code ? std::string(base::name(*stall.code)) : std::string();
    if (code.empty()) continue;
    if (why != code)
      return words.fail(fmt::format("expected {} to sign nothing because {}, seen '{}'", party, code, why));
    last_ = {words.line(), {*stall.code, {}, {}}, false, true};
    result_.codes.push_back(code);
  }
}

/// declined by phl for later_proposal: an attempt of the height being agreed.
void Player::declined(Words& words) {
  const auto by = words.next("a party");
  words.need("for");
  const auto word = words.next("a code");
  if (!words.fault() && !world_->has(by)) words.fail("'" + by + "' is not a party");
  if (broken(words)) return;
  std::string seen;
  for (const auto& other : world_->parties()) {
    if (other == by) continue;
    for (const auto& text : world_->book(by).outgoing(other).declines) {
      const auto note = merkle::parse_note(text);
      const auto decline =
          note ? kernel::parse_decline(world_->partnership(), note->text) : tl::unexpected(note.error());
      if (!decline || note->signatures.front().name != kernel::accord_key_name(by)) continue;
      if (base::name(decline->reason) == word) {
        last_ = {words.line(), {decline->reason, {}, {}}, false, true};
        result_.codes.push_back(word);
        return;
      }
      seen += std::string(seen.empty() ? "" : ", ") + std::string(base::name(decline->reason));
    }
  }
  words.fail(
      fmt::format("expected {} to have declined for {}, seen {}", by, word, seen.empty() ? "nothing" : seen));
}

}  // namespace palitan::cli
