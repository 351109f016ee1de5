// The grant's rules act by act. Inside the kernel only. Each changes `grant` in place on success and leaves
// it in any state on refusal: the caller works on a copy.
#pragma once
#include "kernel/activity_rules.h"
#include "kernel/grant_table.h"

namespace palitan::kernel {

/// An act of a grant with everything a rule asks for.
struct GrantAct {
  const Act& act;
  GrantFact& grant;
  const InstrumentFact& law;
  GrantSide side;
  Change& change;  ///< for facts beside the grant's own: serials, grants linked with it
  const terms::GrantRules& rules = *law.rules.grants;

  const statement::PartyCode& party() const { return act.seat.party; }
};

// Bounds of one grant.
inline constexpr std::size_t kLinksMax = 16;      ///< that a note names
inline constexpr std::size_t kFollowersMax = 64;  ///< grants that name this one
inline constexpr std::size_t kSitesMax = 16;
inline constexpr std::size_t kConversionsMax = 50;
inline constexpr std::size_t kLotsMax = 50;
inline constexpr std::size_t kMilestonesMax = 50;  ///< of one lot
inline constexpr std::size_t kPaymentsMax = 500;
inline constexpr std::size_t kHandoversMax = 100;
inline constexpr std::size_t kThingsMax = 300;
inline constexpr std::size_t kConsentsMax = 100;
inline constexpr std::size_t kMattersMax = 100;
inline constexpr std::size_t kNamedMax = 2'000;  ///< serials that consents and matters name together
inline constexpr std::size_t kSerialMax = 64;    ///< bytes

/// What a linked grant's case file holds; null where the id names no grant.
const GrantFact* grant_of(const Act& act, const base::Id& id);
/// At most `most` bytes, and not empty where it is `needed`. Refusal: refused_grant naming `what`.
base::Result<void> check_text(std::string_view text, const char* what, std::size_t most, bool needed,
                              const std::string& clause);
/// Serials ascend, none twice, at least one; each names a thing in the recipient's hands or passed on by it.
/// Refusals: refused_serial, refused_item.
base::Result<void> check_held(const GrantAct& x, const std::vector<std::string>& serials);
/// Keeps what the other side has to answer. Refusal: refused_overflow.
base::Result<void> keep_matter(const GrantAct& x, GrantMatter matter);

base::Result<Change> judge_offer_grant(const Act& act);

// Acts of will.
base::Result<void> rule(const GrantAct& x, const statement::AcceptGrant& body);
base::Result<void> rule(const GrantAct& x, const statement::RecordConversion& body);
base::Result<void> rule(const GrantAct& x, const statement::AwardLot& body);
base::Result<void> rule(const GrantAct& x, const statement::ReachMilestone& body);
base::Result<void> rule(const GrantAct& x, const statement::Disburse& body);
base::Result<void> rule(const GrantAct& x, const statement::ConfirmGrant& body);
base::Result<void> rule(const GrantAct& x, const statement::AskConsent& body);
base::Result<void> rule(const GrantAct& x, const statement::AnswerConsent& body);
base::Result<void> rule(const GrantAct& x, const statement::AnswerLoss& body);
base::Result<void> rule(const GrantAct& x, const statement::Evaluate& body);
base::Result<void> rule(const GrantAct& x, const statement::CloseGrant& body);

// Acts of fact: record() refuses for form and arithmetic only and writes what happened. Without cover they
// are kept all the same, and the other side has to answer.
base::Result<void> record(const GrantAct& x, const statement::HandOver& body);
base::Result<void> record(const GrantAct& x, const statement::ReportCondition& body);
base::Result<void> record(const GrantAct& x, const statement::Inspect& body);
base::Result<void> record(const GrantAct& x, const statement::CarryOut& body);
base::Result<void> record(const GrantAct& x, const statement::ReportLoss& body);
/// Had the donor consented to just this beforehand? Refusal: refused_consent.
base::Result<void> covered(const GrantAct& x, const statement::CarryOut& body);

}  // namespace palitan::kernel
