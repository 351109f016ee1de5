// What stands on each paper, as plain figures and words: no rule, no store. Numbers in comments are the 25
// data elements of DOMAIN section 2.3. Quantities are millionths of their unit, money is minor units.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "papers/form_code.h"
#include "statement/values.h"

namespace palitan::papers {

/// Why a data element is empty. `missing` is marked on the paper, `later` (it arises at delivery) leaves the
/// box free for a hand to fill, `not_needed` stands as a dash.
enum class Gap { missing, later, not_needed };

struct Entry {
  std::string text;
  Gap gap = Gap::missing;

  Entry() = default;
  Entry(Gap why) : gap(why) {}                          // NOLINT: an entry is its words or its gap
  Entry(std::string words) : text(std::move(words)) {}  // NOLINT
  Entry(const char* words) : text(words) {}             // NOLINT
  bool operator==(const Entry&) const = default;
};

/// Who signed an act of the record, or who should have.
struct Signature {
  std::string holder;
  std::string office;
  std::string unit;
  std::string party;
  std::string warrant;                ///< number of the written authority
  std::optional<base::Date> date;     ///< legal date of the act
  std::optional<base::Id> statement;  ///< nothing: nobody signed
  bool agreed = false;                ///< false: pending, marked provisional
  Gap gap = Gap::missing;             ///< why nobody signed

  bool is_signed() const { return statement.has_value(); }
};

struct FormPrice {
  std::int64_t minor = 0;
  std::int64_t per = 1;  ///< whole units
};
/// One part of a price: "fuel", "delivery"; what it costs in full where less is charged, and who waived that.
struct FormComponent {
  std::string name;
  FormPrice price;
  std::optional<std::int64_t> full;
  std::string waiver;
};

struct FormLine {
  std::uint32_t number = 0;
  std::string item;
  std::string stock_number;        ///< (4); where empty, the item stands for it
  std::string description;         ///< (5)
  std::int64_t quantity = 0;       ///< (5)
  std::string unit;                ///< (7), UNECE Rec 20
  std::string means;               ///< (19), name of statement::Means
  std::optional<FormPrice> price;  ///< (8)
  std::vector<FormComponent> components;
  std::optional<std::int64_t> amount;  ///< at the price, rounded by the instrument
};

struct FormDeliveryLine {
  std::uint32_t number = 0;
  std::string item;
  std::string unit;
  std::optional<std::int64_t> issued;    ///< (6)
  std::optional<std::int64_t> received;  ///< (6)
  std::optional<std::int64_t> damaged;
  std::optional<std::int64_t> temperature;  ///< observed, hundredths of a degree Celsius
  std::optional<std::int64_t> density;      ///< at 15 degrees, thousandths of kg/m3
  std::string reason;                       ///< name of statement::Reason; may be empty
  std::string remarks;
};
struct FormDelivery {
  Entry date;   ///< (21) of the original transfer
  Entry place;  ///< (21)
  std::string conditions;
  std::vector<FormDeliveryLine> lines;
  Signature issuer;    ///< (25)
  Signature receiver;  ///< (15)
};

struct FormReturnLine {
  std::uint32_t number = 0;
  std::string item;
  std::string unit;
  std::optional<std::int64_t> returned;
  std::optional<std::int64_t> accepted;
  std::string condition;
};
struct FormReturn {
  Entry date;
  Entry place;
  std::vector<FormReturnLine> lines;
  Signature returner;
  Signature acceptor;
};

struct FormBillLine {
  std::uint32_t number = 0;
  std::string item;
  std::string description;
  std::int64_t quantity = 0;
  std::string unit;
  std::optional<FormPrice> price;  ///< (8)
  std::int64_t amount = 0;         ///< (9)
  bool claimed = false;            ///< issued, but no receipt of goods stands
};
struct FormBill {
  Entry number;
  Entry date;
  Entry due;
  std::vector<FormBillLine> lines;
  std::int64_t total = 0;  ///< (11)
  std::int64_t paid = 0;
  std::int64_t offset = 0;       ///< set against a debt the other way
  std::int64_t credited = 0;     ///< taken back by credit notes
  std::int64_t refunded = 0;     ///< paid back
  std::int64_t written_off = 0;  ///< given up by the biller
  Entry reference;               ///< of what was paid
  bool withdrawn = false;
  bool queried = false;
  std::string response;  ///< name of statement::Response; may be empty
  Signature biller;
};

/// What every paper carries beside its own figures.
struct Origin {
  PaperCode code;     ///< the QR code
  std::string party;  ///< from whose record it was printed
  /// The highest of the cases that the paper is about: it is marked so, and held against the node's ceiling.
  statement::Marking marking = statement::Marking::unclassified;
};

/// One document number, three signed states: asked, received, returned or invoiced.
struct OrderForm {
  Origin origin;
  Entry document;                  ///< (16)
  Entry agreement;                 ///< (1)
  Entry activity;                  ///< activity or visit
  Entry ground;                    ///< domestic ground of the supplier
  std::vector<std::string> means;  ///< (19), names of statement::Means
  std::string currency;            ///< (10), ISO 4217
  std::string state;               ///< name of kernel::OrderState
  // A
  Entry ordered_on;  ///< (2)
  Entry receiving;   ///< (17)
  Entry issuing;     ///< (18)
  Entry place;
  Entry needed_on;
  std::vector<FormLine> lines;
  std::optional<std::int64_t> total;  ///< (11)
  Entry needs;                        ///< (23)
  Entry liability;                    ///< (24)
  Entry funds;                        ///< (20)
  Entry schedule;                     ///< (21)
  Signature ordering;                 ///< (12) who asked
  Signature offering;                 ///< who offered for the supplier
  Signature accepting;                ///< (22) who accepted the offer
  // B
  std::vector<FormDelivery> deliveries;
  // C
  Entry bill_to;   ///< (3)
  Entry payee;     ///< (13)
  Entry remit_to;  ///< (14)
  std::vector<FormReturn> returns;
  std::vector<FormBill> bills;
};

struct InvoiceForm {
  Origin origin;
  Entry document;
  Entry agreement;
  Entry supplier;
  Entry recipient;
  Entry bill_to;
  Entry payee;
  Entry remit_to;
  std::string currency;
  std::string tax_relief;  ///< clause by which no tax is charged; empty: the agreement says nothing of it
  FormBill bill;
};

struct ReceiptForm {
  Origin origin;
  Entry document;
  Entry agreement;
  Entry supplier;
  Entry recipient;
  FormDelivery delivery;
};

/// One thing that should have been done by now.
struct OverdueRow {
  std::string document;
  std::string what;  ///< "Invoice PN-2026-0117", "Line 1: F-76 to be replaced in kind"
  base::Date due;
  std::int64_t days = 0;
  std::int64_t owed = 0;
  std::string commodity;  ///< "JPY", or an item and its unit "F-76/LTR"
  std::string clause;
};
struct ReminderForm {
  Origin origin;
  Entry from;
  Entry to;
  Entry agreement;
  base::Date as_of;
  int level = 1;
  std::vector<OverdueRow> rows;
};

struct BalanceLine {
  std::string account;  ///< name of ledger::AccountKind
  std::string holder;
  std::string against;
  std::string commodity;
  std::int64_t amount = 0;
};
struct DisputeLine {
  std::string document;
  std::string what;
  std::string reason;                  ///< name of statement::Reason
  std::optional<std::int64_t> amount;  ///< nothing: goods, not a sum
  std::string commodity;
};
struct AccountForm {
  Origin origin;
  std::vector<std::string> parties;  ///< two
  std::uint64_t height = 0;          ///< of the accord
  std::uint64_t log_size = 0;
  base::Instant agreed_at;
  std::vector<BalanceLine> balances;
  std::vector<DisputeLine> disputes;
};

}  // namespace palitan::papers
