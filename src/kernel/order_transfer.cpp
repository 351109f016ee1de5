// Goods that go on to a third party: the first giver is asked and answers in this book; in the other book the
// line names them as its origin (spec/across.md).
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/activity_rules.h"
#include "kernel/evidence.h"
#include "kernel/order_across.h"

namespace palitan::kernel {
namespace {
using base::Code;
using base::refuse;

constexpr std::size_t kTransfersMax = 100;  ///< asked for, handed on, or named as origins, in one order
constexpr std::size_t kConditionsMax = 20;

std::string clause_of(const OrderAct& x) {
  return x.rules.retransfer ? x.rules.retransfer->clause : "across";
}

base::Result<void> not_covered(const OrderAct& x, std::string what) {
  return refuse(Code::refused_retransfer, std::move(what), clause_of(x));
}

/// What of a stock's content came from the line, rounded once; all of it where nothing was mixed in.
std::optional<std::int64_t> own_part(const OrderAct& x, const statement::PassOn& body) {
  if (!body.mixed) return body.quantity;
  return base::multiply_divide(body.quantity, body.mixed->share, body.mixed->total, x.rounding());
}

/// A consent for just this line and taker, and still for so much on that day.
base::Result<TransferFact*> consent_for(const OrderAct& x, const statement::PassOn& body, std::int64_t part) {
  TransferFact* found = nullptr;
  for (auto& asked : x.order.transfers)
    if (asked.answer && body.consent == asked.answer && asked.granted) found = &asked;
  const auto refused = [&](std::string what) -> base::Result<TransferFact*> {
    return tl::unexpected(not_covered(x, std::move(what)).error());
  };
  if (found == nullptr) return refused("no consent of this order is named");
  if (found->asked.line != body.line || found->asked.to != body.to)
    return refused(fmt::format("it was given for line {} to '{}'", found->asked.line, found->asked.to));
  if (found->until && x.act.date > *found->until)
    return refused("it was given until " + to_text(*found->until));
  const auto left = base::subtract(found->asked.quantity, found->passed);
  if (!left || part > *left)
    return refused(fmt::format("it has {} left", base::format_decimal(left.value_or(0), 6)));
  return found;
}

base::Result<void> form(const OrderAct& x, const statement::PassOn& body) {
  const auto* line = x.order.line(body.line);
  if (line == nullptr) return refuse(Code::refused_line, fmt::format("line {}", body.line), clause_of(x));
  if (body.quantity <= 0) return refuse(Code::refused_quantity, "nothing is handed on", clause_of(x));
  if (!statement::is_party_code(body.to) || body.to == x.order.supplier || body.to == x.order.recipient)
    return refuse(Code::refused_party, "it goes to a third party", clause_of(x));
  if (x.order.passed_on.size() >= kTransfersMax) return refuse(Code::refused_overflow, "order", clause_of(x));
  if (!body.mixed) return {};
  const auto& mixed = *body.mixed;
  if (mixed.stock.empty() || mixed.stock.size() > kShortText || mixed.share <= 0 ||
      mixed.share > mixed.total || body.quantity > mixed.total)
    return refuse(Code::refused_quantity,
                  "of a mixed stock: its name, all of it, and of that this line's share", clause_of(x));
  return {};
}

base::Result<TransferFact*> cover_of(const OrderAct& x, const statement::PassOn& body, std::int64_t part) {
  const auto* line = x.order.line(body.line);
  base::Int128 gone = part;
  for (const auto& passed : x.order.passed_on)
    if (passed.said.line == body.line) gone += own_part(x, passed.said).value_or(0);
  if (gone > line->received)
    return tl::unexpected(not_covered(x, "more than was received and is not handed on yet").error());
  if (!body.consent && (!x.rules.retransfer || !x.rules.retransfer->consent_needed)) return nullptr;
  return consent_for(x, body, part);
}
}  // namespace

base::Result<void> rule(const OrderAct& x, const statement::AskTransfer& body) {
  const auto* line = x.order.line(body.line);
  if (line == nullptr) return refuse(Code::refused_line, fmt::format("line {}", body.line), clause_of(x));
  if (body.quantity <= 0 || body.quantity > line->line.quantity)
    return refuse(Code::refused_quantity, fmt::format("line {}", body.line), clause_of(x));
  if (!statement::is_party_code(body.to) || body.to == x.order.supplier || body.to == x.order.recipient)
    return refuse(Code::refused_party, "it goes to a third party", clause_of(x));
  if (body.partnership.raw == x.act.partnership.id.raw)
    return refuse(Code::refused_cited, "name the partnership with the taker, another one than this",
                  clause_of(x));
  if (body.purpose.empty() || body.purpose.size() > kLongText)
    return refuse(Code::refused_reason, "purpose", clause_of(x));
  if (x.order.transfers.size() >= kTransfersMax) return refuse(Code::refused_overflow, "order", clause_of(x));
  TransferFact asked;
  asked.id = x.act.statement.id();
  asked.asked = body;
  x.order.transfers.push_back(std::move(asked));
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::AnswerTransfer& body) {
  auto* asked = find_act(x.order.transfers, body.of);
  if (asked == nullptr)
    return refuse(Code::refused_cited, "nothing of this order was asked under that id", clause_of(x));
  if (asked->answer) return refuse(Code::refused_already, "answered already", clause_of(x));
  const auto& line = x.order.line(asked->asked.line)->line;
  const auto& q = asked->asked;
  if (body.item != line.item || body.unit != line.unit || body.quantity != q.quantity || body.to != q.to ||
      body.partnership != q.partnership || body.giver != x.order.supplier || body.holder != x.order.recipient)
    return not_covered(
        x, "the answer repeats what was asked: item, unit, quantity, taker, partnership, giver and holder");
  if (body.until && *body.until < x.act.date) return not_covered(x, "it would end before it begins");
  if (body.conditions.size() > kConditionsMax ||
      std::any_of(body.conditions.begin(), body.conditions.end(),
                  [](const auto& text) { return text.empty() || text.size() > kShortText; }))
    return refuse(Code::refused_unreadable, "conditions", clause_of(x));
  asked->answer = x.act.statement.id();
  asked->granted = body.granted;
  asked->until = body.until;
  asked->conditions = body.conditions;
  return {};
}

base::Result<std::optional<base::Refusal>> pass_on(const OrderAct& x, const statement::PassOn& body,
                                                   base::Result<void> before) {
  if (auto ok = form(x, body); !ok) return tl::unexpected(ok.error());
  const auto part = own_part(x, body);
  if (!part) return refuse(Code::refused_overflow, "stock", clause_of(x));
  std::optional<base::Refusal> why;
  if (!before) why = before.error();
  if (!why) {
    const auto cover = cover_of(x, body, *part);
    if (!cover)
      why = cover.error();
    else if (*cover != nullptr)
      (*cover)->passed += *part;
  }
  x.order.passed_on.push_back({x.act.statement.id(), body, x.act.date, why.has_value()});
  return why;
}

base::Result<void> rule(const OrderAct& x, const statement::NameOrigin& body) {
  const auto* line = x.order.line(body.line);
  if (line == nullptr) return refuse(Code::refused_line, fmt::format("line {}", body.line), "across");
  const auto proven = proven_body<statement::AnswerTransfer>(x.act, body.evidence);
  if (!proven) return tl::unexpected(proven.error());
  const auto& [evidence, answer] = *proven;
  const auto wrong = [](std::string what) {
    return refuse(Code::refused_retransfer, std::move(what), "across");
  };
  if (!answer.granted) return wrong("the first giver did not consent");
  if (answer.partnership.raw != x.act.partnership.id.raw || answer.to != x.order.recipient ||
      answer.holder != x.order.supplier || evidence->party != answer.giver)
    return wrong(fmt::format("'{}' consented that '{}' hands it on to '{}' in the partnership named there",
                             answer.giver, answer.holder, answer.to));
  if (answer.item != line->line.item || answer.unit != line->line.unit)
    return wrong(fmt::format("the consent is for {}/{}", answer.item, answer.unit));
  if (answer.until && x.act.date > *answer.until)
    return wrong("the consent was given until " + to_text(*answer.until));
  base::Int128 named = body.quantity;
  for (const auto& origin : x.order.origins)
    if (origin.line == body.line) named += origin.quantity;
  if (body.quantity <= 0 || named > line->line.quantity)
    return refuse(Code::refused_quantity, fmt::format("line {}", body.line), "across");
  const auto* used = x.act.facts.get<MarkFact>(consent_key(evidence->partnership, evidence->act));
  if (base::Int128{body.quantity} + (used != nullptr ? used->value : 0) > answer.quantity)
    return wrong("more than is left of what was consented to");
  if (x.order.origins.size() >= kTransfersMax) return refuse(Code::refused_overflow, "order", "across");
  OriginFact origin;
  origin.id = x.act.statement.id();
  origin.line = body.line;
  origin.quantity = body.quantity;
  origin.partnership = evidence->partnership;
  origin.consent = evidence->act;
  origin.giver = answer.giver;
  origin.conditions = answer.conditions;
  origin.until = answer.until;
  x.order.origins.push_back(std::move(origin));
  return {};
}

base::Result<void> check_origins(const OrderFact& order, const std::vector<statement::OrderLine>& lines) {
  std::map<std::uint32_t, base::Int128> named;
  for (const auto& origin : order.origins) named[origin.line] += origin.quantity;
  for (const auto& [number, quantity] : named) {
    const auto* before = order.line(number);
    const auto at =
        std::find_if(lines.begin(), lines.end(), [n = number](const auto& line) { return line.number == n; });
    if (at == lines.end() || before == nullptr || at->item != before->line.item ||
        at->unit != before->line.unit || quantity > at->quantity)
      return refuse(
          Code::refused_retransfer,
          fmt::format("line {} is goods of a first giver: it keeps item and unit, and as much as was named",
                      number),
          "across");
  }
  return {};
}

std::vector<std::pair<FactKey, MarkFact>> consents_used(const Act& act, const OrderFact& before,
                                                        const OrderFact& after) {
  std::map<FactKey, std::int64_t> moved;
  const auto count = [&](const OrderFact& order, std::int64_t sign) {
    if (order.state == OrderState::cancelled || order.state == OrderState::declined) return;
    for (const auto& origin : order.origins)
      moved[consent_key(origin.partnership, origin.consent)] += sign * origin.quantity;
  };
  count(before, -1);
  count(after, 1);
  std::vector<std::pair<FactKey, MarkFact>> out;
  for (const auto& [key, by] : moved) {
    if (by == 0) continue;
    const auto* used = act.facts.get<MarkFact>(key);
    out.emplace_back(key, MarkFact{act.statement.id(), (used != nullptr ? used->value : 0) + by});
  }
  return out;
}

}  // namespace palitan::kernel
