#include "node/own_law.h"

#include <algorithm>

#include "terms/queries.h"

namespace palitan::node {
namespace {
using kernel::OrderFact;
using kernel::OrderState;
using statement::Kind;
using statement::OrderLine;

/// What is about to be signed, as an overlay sees it, and what the party declares for it.
struct Question {
  terms::OwnCase at;
  std::optional<statement::Declaration> declared;
};

const kernel::CaseFact* case_of(Book& book, const base::Id& id, kernel::FactPtr& keep) {
  keep = book.fact(kernel::case_key(id), true);
  return keep ? kernel::fact_as<kernel::CaseFact>(keep.get()) : nullptr;
}

/// What it is on `day`: its purpose may change.
std::string activity_of(Book& book, const base::Id& id, base::Date day) {
  kernel::FactPtr keep;
  const auto* file = case_of(book, id, keep);
  return file != nullptr && file->activity ? file->activity->on(day).type : std::string();
}

std::vector<terms::OwnLine> own_lines(const std::vector<OrderLine>& lines, const terms::Instrument* rules) {
  std::vector<terms::OwnLine> out;
  for (const auto& line : lines) {
    const bool money = line.means == statement::Means::reimbursement;
    const auto rounding = rules != nullptr ? terms::rounding_of(*rules) : base::Rounding::half_even;
    const auto value = money ? kernel::value_of(line, line.quantity, rounding) : std::nullopt;
    out.push_back(
        {line.category, value.value_or(0), rules != nullptr && terms::is_service(*rules, line.category)});
  }
  return out;
}

std::optional<Question> of_request(Book& book, const Draft& draft, base::Date day) {
  const auto body = codec::decode<statement::Request>(draft.body);
  if (!body) return std::nullopt;
  kernel::FactPtr keep;
  const auto* law = case_of(book, body->instrument, keep);
  const auto* rules = law != nullptr && law->instrument ? &law->instrument->rules : nullptr;
  return Question{{body->supplier,
                   body->recipient,
                   activity_of(book, body->activity, day),
                   body->currency,
                   own_lines(body->lines, rules),
                   {},
                   {}},
                  body->declares};
}

std::optional<Question> of_order(Book& book, const Draft& draft, base::Date day) {
  kernel::FactPtr keep, keep_law;
  const auto* file = draft.case_id ? case_of(book, *draft.case_id, keep) : nullptr;
  if (file == nullptr || !file->order) return std::nullopt;
  const auto& order = *file->order;
  const bool gives = order.supplier == book.party();
  auto declared = gives ? order.papers.supplier_declares : order.papers.recipient_declares;
  std::vector<OrderLine> lines;
  if (draft.kind == Kind::offer) {
    const auto body = codec::decode<statement::Offer>(draft.body);
    if (!body) return std::nullopt;
    lines = body->lines;
    declared = body->declares;
  } else if (draft.kind == Kind::amend) {
    const auto body = codec::decode<statement::Amend>(draft.body);
    if (!body) return std::nullopt;
    lines = body->lines;
  } else {
    const auto& proposal = order.state == OrderState::offered ? order.offer : order.amendment;
    if (!proposal) return std::nullopt;
    lines = proposal->lines;
  }
  const auto* law = case_of(book, order.instrument, keep_law);
  const auto* rules = law != nullptr && law->instrument ? &law->instrument->rules : nullptr;
  return Question{{order.supplier,
                   order.recipient,
                   activity_of(book, order.activity, day),
                   order.currency,
                   own_lines(lines, rules),
                   {},
                   {}},
                  std::move(declared)};
}

/// The line that goes on, to whom: asked for, consented to, done, or named as goods of a first giver.
struct Onward {
  std::uint32_t line = 0;
  statement::PartyCode to;
};
std::optional<Onward> onward_of(const Draft& draft, const OrderFact& order) {
  const auto as_asked = [](const auto& body) -> std::optional<Onward> {
    return body ? std::optional(Onward{body->line, body->to}) : std::nullopt;
  };
  if (draft.kind == Kind::ask_transfer) return as_asked(codec::decode<statement::AskTransfer>(draft.body));
  if (draft.kind == Kind::pass_on) return as_asked(codec::decode<statement::PassOn>(draft.body));
  if (draft.kind == Kind::name_origin) {
    const auto body = codec::decode<statement::NameOrigin>(draft.body);
    return body ? std::optional(Onward{body->line, order.recipient}) : std::nullopt;
  }
  const auto body = codec::decode<statement::AnswerTransfer>(draft.body);
  if (!body || !body->granted) return std::nullopt;
  for (const auto& asked : order.transfers)
    if (asked.id == body->of) return Onward{asked.asked.line, body->to};
  return std::nullopt;
}

bool goes_on(Kind kind) {
  return kind == Kind::ask_transfer || kind == Kind::answer_transfer || kind == Kind::pass_on ||
         kind == Kind::name_origin;
}

std::optional<Question> of_onward(Book& book, const Draft& draft, base::Date day) {
  kernel::FactPtr keep;
  const auto* file = draft.case_id ? case_of(book, *draft.case_id, keep) : nullptr;
  if (file == nullptr || !file->order) return std::nullopt;
  const auto& order = *file->order;
  const auto onward = onward_of(draft, order);
  const auto* at = onward ? order.line(onward->line) : nullptr;
  if (at == nullptr) return std::nullopt;
  return Question{{order.supplier,
                   order.recipient,
                   activity_of(book, order.activity, day),
                   order.currency,
                   {{at->line.category, 0, false}},
                   {},
                   {onward->to}},
                  {}};
}

/// The law on handing on alone: the ground for getting the goods was declared when they were ordered.
terms::Overlay onward_part(const terms::Overlay& overlay) {
  terms::Overlay out;
  out.name = overlay.name;
  out.party = overlay.party;
  out.clauses = overlay.clauses;
  out.retransfer_clause = overlay.retransfer_clause;
  out.agreements = overlay.agreements;
  return out;
}

bool binds_by_now(const OrderFact& order) {
  return order.state == OrderState::accepted || order.state == OrderState::delivering ||
         order.state == OrderState::closed;
}

/// Adds what one order took of a ceiling in the fiscal year.
void add_use(terms::CeilingUse& use, const terms::OwnCeiling& ceiling, const terms::FiscalYear& year,
             Book& book, const OrderFact& order) {
  const auto& party = book.party();
  const bool debts = ceiling.side == terms::LedgerSide::debts;
  const auto& partner = debts ? order.supplier : order.recipient;
  const auto& accepted = order.papers.accepted_on;
  if ((debts ? order.recipient : order.supplier) != party || order.currency != ceiling.currency ||
      !binds_by_now(order) || !accepted || *accepted < year.from || *accepted > year.until ||
      !terms::binds(ceiling, partner))
    return;
  kernel::FactPtr keep;
  const auto* law = case_of(book, order.instrument, keep);
  std::vector<OrderLine> lines;
  for (const auto& at : order.lines) lines.push_back(at.line);
  const auto activity = activity_of(book, order.activity, *accepted);
  for (const auto& line :
       own_lines(lines, law != nullptr && law->instrument ? &law->instrument->rules : nullptr)) {
    if (!terms::counts(ceiling, line.category, activity)) continue;
    use.total += line.amount;
    if (!line.service) use.supplies += line.amount;
  }
}

/// Pending acts counted, nothing netted. An order that the draft itself would accept is not binding yet, and
/// an amended one is counted with what it had: the new figure is asked for on top, on the safe side.
std::vector<terms::CeilingUse> used_of(const terms::Overlay& overlay, const terms::OwnCase& at,
                                       std::span<Book* const> books) {
  std::vector<terms::CeilingUse> out;
  for (const auto* ceiling : terms::own_ceilings(overlay, at)) {
    terms::CeilingUse use{ceiling->name, 0, 0};
    const auto year = terms::fiscal_year_of(ceiling->first_month, at.date);
    const auto& partner = overlay.party == at.supplier ? at.recipient : at.supplier;
    for (auto* book : books)
      book->each_case([&](const kernel::CaseFact& file) {
        if (!file.order) return;
        const bool with_partner = file.order->supplier == partner || file.order->recipient == partner;
        if (!ceiling->each || with_partner) add_use(use, *ceiling, year, *book, *file.order);
      });
    out.push_back(std::move(use));
  }
  return out;
}
}  // namespace

base::Result<void> OwnLaw::check(const Draft& draft, Book& book, std::span<Book* const> books,
                                 base::Instant now) const {
  if (overlays_.empty()) return {};
  std::optional<Question> question;
  const auto day = draft.effective.value_or(base::Effective{now, 0}).legal_date();
  if (draft.kind == Kind::request)
    question = of_request(book, draft, day);
  else if (draft.kind == Kind::offer || draft.kind == Kind::amend || draft.kind == Kind::accept)
    question = of_order(book, draft, day);
  else if (goes_on(draft.kind))
    question = of_onward(book, draft, day);
  if (!question) return {};  // nothing binding, or nothing that can be read: the kernel says why
  question->at.date = day;
  for (const auto& overlay : overlays_) {
    const auto found = goes_on(draft.kind)
                           ? terms::overlay_findings(onward_part(overlay), {}, question->at, {})
                           : terms::overlay_findings(overlay, question->declared, question->at,
                                                     used_of(overlay, question->at, books));
    if (!found) return found;
  }
  return {};
}

}  // namespace palitan::node
