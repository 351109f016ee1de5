// THE VOCABULARY: every act and its fields. The bytes are in spec/statement.md.
//
// A field of type base::Id always cites another statement; hashes of other things are base::Hash. causes()
// relies on it.
#pragma once
#include "codec/decoder.h"
#include "statement/across_acts.h"
#include "statement/activity_acts.h"
#include "statement/grant_acts.h"
#include "statement/values.h"
#include "statement/visit_acts.h"

namespace palitan::statement {

/// How an act may fail: by law (will), never by law (fact), or only by the founding's own rules (root).
enum class Nature { will, fact, root };

// X(number, name, Body, nature). Numbers are part of the record.
#define PALITAN_ACTS(X)                              \
  X(1, found, Found, root)                           \
  X(2, change_accord_key, ChangeAccordKey, root)     \
  X(3, appoint, Appoint, will)                       \
  X(4, revoke, Revoke, will)                         \
  X(5, raise_rules, RaiseRules, root)                \
  X(6, name_standing, NameStanding, root)            \
  X(10, propose_instrument, ProposeInstrument, will) \
  X(11, ratify_instrument, RatifyInstrument, will)   \
  X(12, publish_rates, PublishRates, will)           \
  X(20, open_activity, OpenActivity, will)           \
  X(21, concur_activity, ConcurActivity, will)       \
  X(22, change_activity, ChangeActivity, will)       \
  X(23, record_event, RecordEvent, fact)             \
  X(30, request, Request, will)                      \
  X(31, offer, Offer, will)                          \
  X(32, decline, Decline, will)                      \
  X(33, accept, Accept, will)                        \
  X(34, amend, Amend, will)                          \
  X(35, cancel, Cancel, will)                        \
  X(36, issue, Issue, fact)                          \
  X(37, receive, Receive, fact)                      \
  X(38, invoice, Invoice, will)                      \
  X(39, query, Query, will)                          \
  X(40, pay, Pay, will)                              \
  X(41, confirm, Confirm, will)                      \
  X(42, return_in_kind, ReturnInKind, fact)          \
  X(43, accept_return, AcceptReturn, will)           \
  X(44, close, Close, will)                          \
  X(45, withdraw, Withdraw, will)                    \
  X(46, concur_date, ConcurDate, will)               \
  X(47, respond, Respond, will)                      \
  X(48, dispute, Dispute, will)                      \
  X(49, resolve, Resolve, will)                      \
  X(50, convert, Convert, will)                      \
  X(51, offset, Offset, will)                        \
  X(52, write_off, WriteOff, will)                   \
  X(53, regularise, Regularise, will)                \
  X(54, confirm_finding, ConfirmFinding, will)       \
  X(55, credit_note, CreditNote, will)               \
  X(56, refund, Refund, will)                        \
  X(57, confirm_paper, ConfirmPaper, will)           \
  X(60, notify_visit, NotifyVisit, will)             \
  X(61, amend_visit, AmendVisit, will)               \
  X(62, consent_visit, ConsentVisit, will)           \
  X(63, refuse_visit, RefuseVisit, will)             \
  X(64, enter, Enter, fact)                          \
  X(65, declare_change, DeclareChange, fact)         \
  X(66, depart, Depart, fact)                        \
  X(67, meet_condition, MeetCondition, will)         \
  X(68, report_incident, ReportIncident, fact)       \
  X(69, claim, Claim, will)                          \
  X(70, settle_claim, SettleClaim, will)             \
  X(71, raise_item, RaiseItem, will)                 \
  X(72, resolve_item, ResolveItem, will)             \
  X(73, close_visit, CloseVisit, will)               \
  X(80, offer_grant, OfferGrant, will)               \
  X(81, accept_grant, AcceptGrant, will)             \
  X(82, record_conversion, RecordConversion, will)   \
  X(83, award_lot, AwardLot, will)                   \
  X(84, reach_milestone, ReachMilestone, will)       \
  X(85, disburse, Disburse, will)                    \
  X(86, confirm_grant, ConfirmGrant, will)           \
  X(87, hand_over, HandOver, fact)                   \
  X(88, report_condition, ReportCondition, fact)     \
  X(89, inspect, Inspect, fact)                      \
  X(90, ask_consent, AskConsent, will)               \
  X(91, answer_consent, AnswerConsent, will)         \
  X(92, carry_out, CarryOut, fact)                   \
  X(93, report_loss, ReportLoss, fact)               \
  X(94, answer_loss, AnswerLoss, will)               \
  X(95, evaluate, Evaluate, will)                    \
  X(96, close_grant, CloseGrant, will)               \
  X(100, ask_transfer, AskTransfer, will)            \
  X(101, answer_transfer, AnswerTransfer, will)      \
  X(102, pass_on, PassOn, fact)                      \
  X(103, disclose, Disclose, will)                   \
  X(104, name_origin, NameOrigin, will)              \
  X(105, erase, Erase, will)                         \
  X(110, cut_account, CutAccount, will)              \
  X(111, state_account, StateAccount, will)          \
  X(112, query_account, QueryAccount, will)          \
  X(113, answer_account, AnswerAccount, will)        \
  X(120, record_service, RecordService, will)        \
  X(121, assign_credit, AssignCredit, will)          \
  X(122, confirm_credit, ConfirmCredit, will)        \
  X(130, lock_debt, LockDebt, will)                  \
  X(131, agree_lock, AgreeLock, will)                \
  X(132, open_round, OpenRound, will)                \
  X(133, enter_debt, EnterDebt, will)                \
  X(134, propose_clearing, ProposeClearing, will)    \
  X(135, agree_clearing, AgreeClearing, will)        \
  X(136, lapse_round, LapseRound, will)              \
  X(137, post_clearing, PostClearing, will)          \
  X(138, release_lock, ReleaseLock, will)

#define PALITAN_KIND_VALUE(number, name, Body, nature) name = number,
#define PALITAN_KIND_ROW(number, name, Body, nature) ::palitan::base::EnumRow{number, #name},
enum class Kind : std::uint16_t { PALITAN_ACTS(PALITAN_KIND_VALUE) };
inline constexpr base::EnumRow KindRows[] = {PALITAN_ACTS(PALITAN_KIND_ROW)};
#undef PALITAN_KIND_VALUE
#undef PALITAN_KIND_ROW
inline std::span<const base::EnumRow> rows_of(Kind) { return KindRows; }
std::string_view name(Kind kind);
bool is_valid(Kind kind);
bool from_name(std::string_view text, Kind& kind);
/// REQUIRES: is_valid(kind).
Nature nature(Kind kind);

// ---- founding, keys, offices
// ----------------------------------------------------------------------------------------

struct Party {
  PartyCode code;
  std::string name;
  std::uint32_t threshold = 1;  ///< how many roots must sign a root act
  std::vector<base::PublicKey> roots;
  base::PublicKey accord_key;
  base::PublicKey node_key;  ///< TLS identity of the node that holds the accord key
};
template <class A>
void describe(A& a, Party& x) {
  a.field(1, "code", x.code);
  a.field(2, "name", x.name);
  a.field(3, "threshold", x.threshold);
  a.field(4, "roots", x.roots);
  a.field(5, "accord_key", x.accord_key);
  a.field(6, "node_key", x.node_key);
}

/// The first statement; its id is the partnership. Signed by the first root of the first party; accord 0 is
/// every root of every party over it.
struct Found {
  std::vector<Party> parties;  ///< 2 .. 16, codes ascending
  std::uint64_t rules_version = 1;
  std::string arrangement;  ///< the arrangement that recognises electronic signatures
};
template <class A>
void describe(A& a, Found& x) {
  a.field(1, "parties", x.parties);
  a.field(2, "rules_version", x.rules_version);
  a.field(3, "arrangement", x.arrangement);
}

/// Another root's signature on a root act, over root_act_message().
struct Endorsement {
  base::PublicKey root;
  base::Signature signature;
};
template <class A>
void describe(A& a, Endorsement& x) {
  a.field(1, "root", x.root);
  a.field(2, "signature", x.signature);
}

/// Counts already for the accord that contains it (PROTOCOL section 2).
struct ChangeAccordKey {
  base::PublicKey accord_key;
  base::PublicKey node_key;
  KeyReason reason = KeyReason::planned;
  std::vector<Endorsement> endorsements;
};
template <class A>
void describe(A& a, ChangeAccordKey& x) {
  a.field(1, "accord_key", x.accord_key);
  a.field(2, "node_key", x.node_key);
  a.field(3, "reason", x.reason);
  a.field(15, "endorsements", x.endorsements);
}

/// Makes a seat for an office-holder of the signer's party. Roots appoint registrars; registrars appoint the
/// others.
struct Appoint {
  base::PublicKey key;
  std::string office;
  std::string holder;
  std::string unit;
  std::vector<Role> roles;  ///< ascending, no role twice
  std::vector<Money>
      limits;  ///< highest total of one order, per currency; a currency not named has no authority
  base::Date valid_from;
  base::Date valid_until;
  std::optional<base::Date> trained_on;
  std::vector<Endorsement> endorsements;
  bool combines = false;  ///< a small unit: may combine roles that an instrument keeps apart, with a finding
};
template <class A>
void describe(A& a, Appoint& x) {
  a.field(1, "key", x.key);
  a.field(2, "office", x.office);
  a.field(3, "holder", x.holder);
  a.field(4, "unit", x.unit);
  a.field(5, "roles", x.roles);
  a.field(6, "limits", x.limits);
  a.field(7, "valid_from", x.valid_from);
  a.field(8, "valid_until", x.valid_until);
  a.field(9, "trained_on", x.trained_on);
  a.field(10, "combines", x.combines);
  a.field(15, "endorsements", x.endorsements);
}

struct Revoke {
  base::KeyId seat;
  std::uint64_t last_sequence = 0;  ///< the last act the party stands by; 0: none
  std::string reason;
};
template <class A>
void describe(A& a, Revoke& x) {
  a.field(1, "seat", x.seat);
  a.field(2, "last_sequence", x.last_sequence);
  a.field(3, "reason", x.reason);
}

/// Takes effect at `from_height` once every party's roots have said the same.
struct RaiseRules {
  std::uint64_t version = 0;
  std::uint64_t from_height = 0;
  std::vector<Endorsement> endorsements;
};
template <class A>
void describe(A& a, RaiseRules& x) {
  a.field(1, "version", x.version);
  a.field(2, "from_height", x.from_height);
  a.field(15, "endorsements", x.endorsements);
}

/// After proven misconduct: the checkpoint that stands (PROTOCOL section 5).
struct NameStanding {
  std::uint64_t height = 0;
  base::Hash checkpoint;
  std::vector<Endorsement> endorsements;
};
template <class A>
void describe(A& a, NameStanding& x) {
  a.field(1, "height", x.height);
  a.field(2, "checkpoint", x.checkpoint);
  a.field(15, "endorsements", x.endorsements);
}

// ---- instruments and activities
// -------------------------------------------------------------------------------------

/// Opens an instrument's case. Its clause texts are attachments.
struct ProposeInstrument {
  base::Bytes rules;  ///< canonical bytes of terms::Instrument
};
template <class A>
void describe(A& a, ProposeInstrument& x) {
  a.field(1, "rules", x.rules);
}

/// A figure that the instrument leaves for the parties to fill, e.g. "clock.replacement_in_kind.days".
struct Setting {
  std::string key;
  std::int64_t value = 0;
  bool operator==(const Setting&) const = default;
};
template <class A>
void describe(A& a, Setting& x) {
  a.field(1, "key", x.key);
  a.field(2, "value", x.value);
}

struct RatifyInstrument {
  base::Date in_force;
  std::vector<Setting> settings;  ///< keys ascending
};
template <class A>
void describe(A& a, RatifyInstrument& x) {
  a.field(1, "in_force", x.in_force);
  a.field(2, "settings", x.settings);
}

/// One rate of a rate card.
struct Rate {
  std::string category;
  std::string item;  ///< as an order line names it; left out: every item of the category
  std::string unit;
  std::string component;  ///< of the price; left out: the whole price
  std::int64_t minor = 0;
  std::int64_t per = 1;
};
template <class A>
void describe(A& a, Rate& x) {
  a.field(1, "category", x.category);
  a.field(2, "item", x.item);
  a.field(3, "unit", x.unit);
  a.field(4, "component", x.component);
  a.field(5, "minor", x.minor);
  a.field(6, "per", x.per);
}

/// A supplier's full costs under an instrument, from date to date; an act of the instrument's case.
struct PublishRates {
  std::string currency;
  base::Date valid_from;
  base::Date valid_until;
  std::vector<Rate> rates;  ///< ascending by category, item, unit, component
};
template <class A>
void describe(A& a, PublishRates& x) {
  a.field(1, "currency", x.currency);
  a.field(2, "valid_from", x.valid_from);
  a.field(3, "valid_until", x.valid_until);
  a.field(4, "rates", x.rates);
}

// ---- the order
// ------------------------------------------------------------------------------------------------------

struct OrderLine {
  std::uint32_t number = 0;
  std::string category;  ///< as the instrument names it: "fuel", "water" ...
  std::string item;      ///< commodity: upper-case letters, digits, '-', at most 12, e.g. "F-76"
  std::string description;
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string unit;           ///< the line's ledger unit, UNECE Rec 20
  Means means = Means::reimbursement;
  std::optional<Price> price;
  std::vector<PriceComponent> components = {};  ///< where given, their sum is the price
  std::optional<ExchangeFor> exchange = {};     ///< of an equal-value exchange, and of nothing else
  std::optional<Schedule> schedule = {};
  std::string condition = {};     ///< in which a thing lent is to come back
  std::string stock_number = {};  ///< NSN, 13 characters
  std::string metering = {};      ///< what a service is measured by
  bool operator==(const OrderLine&) const = default;
};
template <class A>
void describe(A& a, OrderLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "category", x.category);
  a.field(3, "item", x.item);
  a.field(4, "description", x.description);
  a.field(5, "quantity", x.quantity);
  a.field(6, "unit", x.unit);
  a.field(7, "means", x.means);
  a.field(8, "price", x.price);
  a.field(9, "components", x.components);
  a.field(10, "exchange", x.exchange);
  a.field(11, "schedule", x.schedule);
  a.field(12, "condition", x.condition);
  a.field(13, "stock_number", x.stock_number);
  a.field(14, "metering", x.metering);
}

/// Opens an order's case; signed by the recipient.
struct Request {
  base::Id instrument;
  base::Id activity;
  PartyCode supplier;
  PartyCode recipient;
  std::string currency;
  std::vector<OrderLine> lines;
  std::string place;
  std::optional<base::Date> needed_on;
  std::string needs;           ///< special needs: transport, packing
  std::string reference;       ///< the unit's own document number
  std::string unit = {};       ///< receiving organisation
  std::string bill_to = {};    ///< office to be billed: name, address
  std::string funds = {};      ///< fund citation or certification
  std::string liability = {};  ///< limit of government liability
  std::optional<Declaration> declares = {};
  std::optional<base::Id> visit = {};  ///< the visit it serves, where the instrument asks for one
  std::optional<PaperForm> paper = {};
};
template <class A>
void describe(A& a, Request& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "activity", x.activity);
  a.field(3, "supplier", x.supplier);
  a.field(4, "recipient", x.recipient);
  a.field(5, "currency", x.currency);
  a.field(6, "lines", x.lines);
  a.field(7, "place", x.place);
  a.field(8, "needed_on", x.needed_on);
  a.field(9, "needs", x.needs);
  a.field(10, "reference", x.reference);
  a.field(11, "unit", x.unit);
  a.field(12, "bill_to", x.bill_to);
  a.field(13, "funds", x.funds);
  a.field(14, "liability", x.liability);
  a.field(15, "declares", x.declares);
  a.field(16, "visit", x.visit);
  a.field(17, "paper", x.paper);
}

/// The supplier's terms: the whole lines, priced. `total` is the sum of the rounded lines that are to be paid
/// in money.
struct Offer {
  std::vector<OrderLine> lines;
  std::int64_t total = 0;
  std::string note;
  std::string unit = {};               ///< issuing organisation
  std::string payee = {};              ///< on the remittance
  std::string remit_to = {};           ///< office that receives it
  std::optional<base::Id> rates = {};  ///< the rate card that the components follow
  std::optional<Declaration> declares = {};
};
template <class A>
void describe(A& a, Offer& x) {
  a.field(1, "lines", x.lines);
  a.field(2, "total", x.total);
  a.field(3, "note", x.note);
  a.field(4, "unit", x.unit);
  a.field(5, "payee", x.payee);
  a.field(6, "remit_to", x.remit_to);
  a.field(7, "rates", x.rates);
  a.field(8, "declares", x.declares);
}

struct Decline {
  base::Id of;  ///< the request, offer or amendment
  std::string reason;
};
template <class A>
void describe(A& a, Decline& x) {
  a.field(1, "of", x.of);
  a.field(2, "reason", x.reason);
}

struct Accept {
  base::Id of;  ///< the offer or amendment
  std::int64_t total = 0;
  std::optional<PaperForm> paper = {};
};
template <class A>
void describe(A& a, Accept& x) {
  a.field(1, "of", x.of);
  a.field(2, "total", x.total);
  a.field(3, "paper", x.paper);
}

/// Proposed change of an accepted order; binding once the other side accepts it.
struct Amend {
  std::vector<OrderLine> lines;
  std::int64_t total = 0;
  std::string reason;
};
template <class A>
void describe(A& a, Amend& x) {
  a.field(1, "lines", x.lines);
  a.field(2, "total", x.total);
  a.field(3, "reason", x.reason);
}

struct Cancel {
  std::string reason;
};
template <class A>
void describe(A& a, Cancel& x) {
  a.field(1, "reason", x.reason);
}

/// A quantity of one line in its ledger unit, and as it was read where the unit differed.
struct LineQuantity {
  std::uint32_t number = 0;
  std::int64_t quantity = 0;
  std::optional<Entered> entered;
};
template <class A>
void describe(A& a, LineQuantity& x) {
  a.field(1, "number", x.number);
  a.field(2, "quantity", x.quantity);
  a.field(3, "entered", x.entered);
}

struct Issue {
  std::vector<LineQuantity> lines;
  std::string place;
  std::optional<base::Id>
      corrects;  ///< an earlier issue of the same seat's party: reversed and replaced by this one
  std::optional<PaperForm> paper = {};
};
template <class A>
void describe(A& a, Issue& x) {
  a.field(1, "lines", x.lines);
  a.field(2, "place", x.place);
  a.field(3, "corrects", x.corrects);
  a.field(4, "paper", x.paper);
}

struct ReceiveLine {
  std::uint32_t number = 0;
  std::int64_t received = 0;  ///< in good order
  std::int64_t damaged = 0;
  std::optional<Reason> reason;
  std::optional<Entered> entered;  ///< of `received`
};
template <class A>
void describe(A& a, ReceiveLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "received", x.received);
  a.field(3, "damaged", x.damaged);
  a.field(4, "reason", x.reason);
  a.field(5, "entered", x.entered);
}

struct Receive {
  base::Id issue;
  std::vector<ReceiveLine> lines;
  std::string place;
  std::optional<base::Id> corrects;
  std::optional<PaperForm> paper = {};
};
template <class A>
void describe(A& a, Receive& x) {
  a.field(1, "issue", x.issue);
  a.field(2, "lines", x.lines);
  a.field(3, "place", x.place);
  a.field(4, "corrects", x.corrects);
  a.field(5, "paper", x.paper);
}

struct InvoiceLine {
  std::uint32_t number = 0;
  std::int64_t quantity = 0;
  std::int64_t amount = 0;  ///< minor units; must equal quantity * price rounded by the instrument
  bool claimed = false;     ///< issued, neither received nor queried within the instrument's days
};
template <class A>
void describe(A& a, InvoiceLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "quantity", x.quantity);
  a.field(3, "amount", x.amount);
  a.field(4, "claimed", x.claimed);
}

struct Invoice {
  std::vector<InvoiceLine> lines;
  std::int64_t total = 0;
  base::Date due;
  std::string number;
};
template <class A>
void describe(A& a, Invoice& x) {
  a.field(1, "lines", x.lines);
  a.field(2, "total", x.total);
  a.field(3, "due", x.due);
  a.field(4, "number", x.number);
}

struct Query {
  base::Id invoice;
  Reason reason = Reason::other;
  std::string note;
};
template <class A>
void describe(A& a, Query& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "reason", x.reason);
  a.field(3, "note", x.note);
}

struct Pay {
  base::Id invoice;
  Money amount;
  std::string reference;
};
template <class A>
void describe(A& a, Pay& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "amount", x.amount);
  a.field(3, "reference", x.reference);
}

struct Confirm {
  base::Id pay;  ///< the payment, or the refund
};
template <class A>
void describe(A& a, Confirm& x) {
  a.field(1, "pay", x.pay);
}

struct ReturnLine {
  std::uint32_t number = 0;
  std::string item;
  std::string unit;
  std::int64_t quantity = 0;
  std::optional<Entered> entered;
  std::string condition = {};
};
template <class A>
void describe(A& a, ReturnLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "item", x.item);
  a.field(3, "unit", x.unit);
  a.field(4, "quantity", x.quantity);
  a.field(5, "entered", x.entered);
  a.field(6, "condition", x.condition);
}

/// What settles a debt in kind, handed over by the recipient of the order: the same thing back, a
/// replacement, or what was agreed in exchange.
struct ReturnInKind {
  std::vector<ReturnLine> lines;
  std::string place;
  std::optional<PaperForm> paper = {};
};
template <class A>
void describe(A& a, ReturnInKind& x) {
  a.field(1, "lines", x.lines);
  a.field(2, "place", x.place);
  a.field(3, "paper", x.paper);
}

struct AcceptReturn {
  base::Id return_id;
  std::vector<LineQuantity> lines;  ///< what is accepted; the rest is handed back and stays owed
  std::optional<Reason> reason;     ///< where less is accepted than was returned
};
template <class A>
void describe(A& a, AcceptReturn& x) {
  a.field(1, "return", x.return_id);
  a.field(2, "lines", x.lines);
  a.field(3, "reason", x.reason);
}

struct Close {};
template <class A>
void describe(A&, Close&) {}

/// Takes back what one's own side did and nobody has answered: an invoice that nothing stands against, a
/// query, a payment that is not confirmed, a return that is not accepted. Reversed in the ledger.
struct Withdraw {
  base::Id of;
  std::string reason;
};
template <class A>
void describe(A& a, Withdraw& x) {
  a.field(1, "of", x.of);
  a.field(2, "reason", x.reason);
}

/// Lets the other side record an act of `kind` in this case with a legal date outside the window of
/// section 5.
struct ConcurDate {
  Kind kind = Kind::issue;
  base::Date date;
};
template <class A>
void describe(A& a, ConcurDate& x) {
  a.field(1, "kind", x.kind);
  a.field(2, "date", x.date);
}

/// The recipient's answer to an invoice; a rejected or queried one is not paid until it is answered
/// otherwise.
struct Respond {
  base::Id invoice;
  Response response = Response::acknowledged;
  std::vector<Clarification> reasons;    ///< ascending
  std::vector<RequestedAction> actions;  ///< ascending
  std::string note;
};
template <class A>
void describe(A& a, Respond& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "response", x.response);
  a.field(3, "reasons", x.reasons);
  a.field(4, "actions", x.actions);
  a.field(5, "note", x.note);
}

/// Contests an issue, a receipt of goods or a return; open until it is resolved.
struct Dispute {
  base::Id of;
  Reason reason = Reason::other;
  std::string note;
};
template <class A>
void describe(A& a, Dispute& x) {
  a.field(1, "of", x.of);
  a.field(2, "reason", x.reason);
  a.field(3, "note", x.note);
}

/// Ends a dispute: the other side upholds or settles it, or whoever raised it gives it up (dismissed).
struct Resolve {
  base::Id dispute;
  Outcome outcome = Outcome::settled;
  std::string note;
};
template <class A>
void describe(A& a, Resolve& x) {
  a.field(1, "dispute", x.dispute);
  a.field(2, "outcome", x.outcome);
  a.field(3, "note", x.note);
}

/// Turns an overdue debt in kind into money at the order's price.
struct Convert {
  std::vector<LineQuantity> lines;  ///< in the line's unit
};
template <class A>
void describe(A& a, Convert& x) {
  a.field(1, "lines", x.lines);
}

/// Sets an old invoice of this order against one that the biller owes the debtor, in this order or another.
struct Offset {
  base::Id invoice;
  base::Id against;
  Money amount;
  std::string concurrence;  ///< who concurred, with the reference of the consent
};
template <class A>
void describe(A& a, Offset& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "against", x.against);
  a.field(3, "amount", x.amount);
  a.field(4, "concurrence", x.concurrence);
}

/// Gives up what is owed: of an invoice, or of debts in kind.
struct WriteOff {
  std::optional<base::Id> invoice;
  std::int64_t amount = 0;          ///< minor units, with `invoice`
  std::vector<LineQuantity> lines;  ///< in the line's unit, without
  std::string authority;
  std::string reason;
};
template <class A>
void describe(A& a, WriteOff& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "amount", x.amount);
  a.field(3, "lines", x.lines);
  a.field(4, "authority", x.authority);
  a.field(5, "reason", x.reason);
}

/// One authority's word on an irregular act; both must say the same.
struct Regularise {
  base::Id act;
  RegularWay way = RegularWay::regularised;
  std::string note;
};
template <class A>
void describe(A& a, Regularise& x) {
  a.field(1, "act", x.act);
  a.field(2, "way", x.way);
  a.field(3, "note", x.note);
}

/// Headquarters confirms what a small unit did with combined roles.
struct ConfirmFinding {
  base::Id act;
  std::string note;
};
template <class A>
void describe(A& a, ConfirmFinding& x) {
  a.field(1, "act", x.act);
  a.field(2, "note", x.note);
}

struct CreditLine {
  std::uint32_t number = 0;
  std::int64_t quantity = 0;  ///< no longer billed; nothing where only a unit of rounding is too much
  std::int64_t amount = 0;    ///< minor units
};
template <class A>
void describe(A& a, CreditLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "quantity", x.quantity);
  a.field(3, "amount", x.amount);
}

/// The biller takes back part of an invoice, or all of it: what is billed is lowered by these lines.
struct CreditNote {
  base::Id invoice;
  std::vector<CreditLine> lines;
  std::int64_t total = 0;
  std::string number;
  std::string reason;
};
template <class A>
void describe(A& a, CreditNote& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "lines", x.lines);
  a.field(3, "total", x.total);
  a.field(4, "number", x.number);
  a.field(5, "reason", x.reason);
}

/// The biller pays back what was settled of an invoice beyond what is billed now; the payer confirms it.
struct Refund {
  base::Id invoice;
  Money amount;
  std::string reference;
};
template <class A>
void describe(A& a, Refund& x) {
  a.field(1, "invoice", x.invoice);
  a.field(2, "amount", x.amount);
  a.field(3, "reference", x.reference);
}

/// The other side finds that an act entered from a hand-signed form says what was signed.
struct ConfirmPaper {
  base::Id act;
  std::string note;
};
template <class A>
void describe(A& a, ConfirmPaper& x) {
  a.field(1, "act", x.act);
  a.field(2, "note", x.note);
}

/// Calls `f(body)` with a fresh body of the kind's type. REQUIRES: is_valid(kind).
template <class F>
decltype(auto) with_body(Kind kind, F&& f) {
  switch (kind) {
#define PALITAN_CASE(number, name, Body, nature) \
  case Kind::name:                               \
    return f(Body{});
    PALITAN_ACTS(PALITAN_CASE)
#undef PALITAN_CASE
  }
  PALITAN_CHECK(false);
}

template <class Body>
inline constexpr Kind kKindOf{};
#define PALITAN_KIND_OF(number, name, Body, nature) \
  template <>                                       \
  inline constexpr Kind kKindOf<Body> = Kind::name;
PALITAN_ACTS(PALITAN_KIND_OF)
#undef PALITAN_KIND_OF

}  // namespace palitan::statement
