// The kernel's one door: needs -> judge -> apply -> check. Pure: equal statement, facts and context give
// equal effects on every node (PROTOCOL section 3).
#pragma once
#include <functional>

#include "kernel/facts.h"

namespace palitan::kernel {

/// The highest rules version this program knows. A node that meets a higher one stops with local_upgrade.
inline constexpr std::uint64_t kRulesVersion = 1;

/// What the surroundings contribute to a verdict.
struct Context {
  base::Instant now;         ///< the accord's time; provisionally the node's clock
  std::uint64_t height = 0;  ///< of the accord that contains it; provisionally the next
  std::uint64_t rules_version = kRulesVersion;
};

struct Verdict {
  base::Code code = base::Code::accepted;
  std::string clause;
  std::uint16_t state = 0;  ///< state of the case reached, where it has states
  std::string detail;       ///< for people; not part of the results hash

  base::Refusal refusal() const { return {code, clause, detail}; }
};

/// Everything one act changes. `facts` holds new values, whole.
struct Effects {
  Verdict verdict;
  std::vector<ledger::Posting> postings;
  std::vector<std::pair<FactKey, FactPtr>> facts;
};

/// The facts judge() will read and `facts` does not hold yet. Call, read, put, and call again until it is
/// empty: what one fact says may name the next (at most three rounds).
std::vector<FactKey> needs(const statement::Statement& act, const Facts& facts);

/// The causes of `act` that are not there, as a later_ refusal; nothing where all are there.
/// REQUIRES: needs() is empty.
std::optional<base::Refusal> missing_cause(const statement::Statement& act, const Facts& facts);
/// The same where not every act that is there was judged yet: `seat`: its seat is known; `there`: of an act
/// known by that id, whatever its verdict.
std::optional<base::Refusal> missing_cause(const statement::Statement& act, bool seat,
                                           const std::function<bool(const base::Id&)>& there);

/// Judges one act. `balances` of what it posts are read by the caller between judge and apply: see
/// balance_needs(). REQUIRES: needs() is empty and missing_cause() is nothing. Verdicts: accepted,
/// accepted_irregular, refused_.
struct Judgement {
  Verdict verdict;
  std::vector<ledger::Posting> postings;
  std::vector<std::pair<FactKey, FactPtr>> facts;
};
Judgement judge(const statement::SignedStatement& act, const Facts& facts, const Context& context);

/// Balance facts that apply() reads and `facts` does not hold.
std::vector<FactKey> balance_needs(const Judgement& judgement, const Facts& facts);

/// Turns a judgement into effects: balances, the seat's head, what later acts must know of this one. A
/// balance that would overflow turns the verdict into refused_overflow, with no other effect. REQUIRES:
/// balance_needs() is empty.
Effects apply(Judgement judgement, const statement::SignedStatement& act, const Facts& facts);

/// Looks at the effects with other eyes than the rules and stops the process on a broken invariant
/// (spec/log.md, I1..).
void check(const Effects& effects, const statement::SignedStatement& act, const Facts& facts);

/// The store's hand: one fact, or a monostate where it is absent.
using Read = std::function<FactPtr(const FactKey&)>;

/// Reads what is needed, judges, applies, checks, and puts the changes into `facts`.
/// REQUIRES: every cause of `act` is there.
Effects step(const statement::SignedStatement& act, Facts& facts, const Context& context, const Read& read);
/// Reads what needs() names, until nothing is missing.
void load(const statement::Statement& act, Facts& facts, const Read& read);

}  // namespace palitan::kernel
