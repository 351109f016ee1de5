// Double entry over any commodity: a currency, or an item in a unit. Knows nothing of statements.
#pragma once
#include <boost/container/flat_map.hpp>
#include <string>
#include <vector>

#include "base/enum.h"
#include "base/number.h"
#include "base/refusal.h"
#include "codec/decoder.h"

namespace palitan::ledger {

// Signs: a balance above zero is what the holder has or may ask for; below zero what the holder gave or owes.
#define PALITAN_ACCOUNTS(X)                                                                          \
  X(1, issued)           /* holder gave to other: below zero */                                      \
  X(2, transit)          /* issued by holder to other, not yet received; not zero = they disagree */ \
  X(3, received)         /* holder got from other in good order */                                   \
  X(4, damaged)          /* holder got from other, not usable */                                     \
  X(5, due_in_kind)      /* holder may ask other to replace */                                       \
  X(6, owed_in_kind)     /* holder must replace to other: below zero */                              \
  X(7, unbilled)         /* received by other, not yet billed by holder */                           \
  X(8, accrued)          /* the same seen from the debtor: below zero */                             \
  X(9, receivable)       /* billed, acknowledged by a receipt of goods, not confirmed as paid */     \
  X(10, payable)         /* the same seen from the debtor, until paid: below zero */                 \
  X(11, paying)          /* paid by holder, not yet confirmed by other: below zero */                \
  X(12, claimed)         /* billed without a receipt of goods, kept apart */                         \
  X(13, claimed_against) /* the same seen from the other side: below zero */                         \
  X(14, irregular)       /* happened without valid cover: giver below zero, taker above */           \
  X(15, written_off)     /* holder gave up what other owed */                                        \
  X(16, forgiven)        /* the same seen from the other side: below zero */                         \
  X(17, lent)            /* holder may ask other for the very thing back */                          \
  X(18, borrowed)        /* the same seen from the other side: below zero */                         \
  X(19, exchange_due)    /* holder may ask other for what was agreed in exchange */                  \
  X(20, exchange_owed)   /* the same seen from the other side: below zero */                         \
  X(21, granted)         /* other still owes it to holder under a note of grant */                   \
  X(22, grant_owed)      /* the same seen from the donor, until disbursed: below zero */             \
  X(23, disbursing)      /* disbursed by holder under a note, not yet confirmed: below zero */       \
  X(24, credit)          /* in a unit of account: above zero served to other, below zero taken */
PALITAN_ENUM(AccountKind, PALITAN_ACCOUNTS)
/// Of grants and credits, which no order moves: every kind from `granted` on.
inline bool is_beside_orders(AccountKind kind) { return kind >= AccountKind::granted; }

struct Account {
  AccountKind kind = AccountKind::issued;
  std::string holder;  ///< party code
  std::string other;   ///< party code
  auto operator<=>(const Account&) const = default;
};
template <class A>
void describe(A& a, Account& x) {
  a.field(1, "kind", x.kind);
  a.field(2, "holder", x.holder);
  a.field(3, "other", x.other);
}
/// "jpn:receivable:phl", as in results and on the command line.
std::string to_text(const Account& account);
std::optional<Account> parse_account(std::string_view text);

/// A currency ("JPY") or an item and its unit ("F-76/LTR"). At most kCommodityMax bytes.
using Commodity = std::string;
inline constexpr std::size_t kCommodityMax = 24;
/// Money counts minor units, everything else millionths of its unit.
inline bool is_money(std::string_view commodity) { return commodity.find('/') == std::string_view::npos; }
/// "1234.50" and the like: `amount` in the commodity's own decimals.
std::string amount_text(std::string_view commodity, std::int64_t amount);

struct Posting {
  Account account;
  Commodity commodity;
  std::int64_t amount = 0;
  auto operator<=>(const Posting&) const = default;
};
template <class A>
void describe(A& a, Posting& x) {
  a.field(1, "account", x.account);
  a.field(2, "commodity", x.commodity);
  a.field(3, "amount", x.amount);
}

/// Amounts per account and commodity; zero amounts are not kept. Ordered, so that walking it is
/// deterministic.
class Position {
 public:
  using Key = std::pair<Account, Commodity>;
  /// Flat: most positions are of one order, made for each of its acts, and hold a handful.
  using Amounts = boost::container::flat_map<Key, std::int64_t>;
  /// False where the sum would not fit; nothing is changed then.
  [[nodiscard]] bool add(const Account& account, const Commodity& commodity, std::int64_t amount);
  std::int64_t at(const Account& account, const Commodity& commodity) const;
  const Amounts& amounts() const { return amounts_; }
  bool operator==(const Position&) const = default;

 private:
  Amounts amounts_;
};

/// The postings that lead from `before` to `after`, in account order. Nothing where a difference does not
/// fit.
std::optional<std::vector<Posting>> difference(const Position& before, const Position& after);

/// Invariant I1: the postings sum to zero per commodity.
bool sums_to_zero(const std::vector<Posting>& postings);

}  // namespace palitan::ledger
