// What an order keeps of each of its acts: goods, money, what came from paper. Part of kernel/order_fact.h;
// include that.
#pragma once
#include <algorithm>

#include "statement/statement.h"

namespace palitan::kernel {

struct IssueFact {
  base::Id id;
  base::Date date;
  std::vector<statement::LineQuantity> lines;
  bool corrected = false;  ///< replaced by a later issue
  base::KeyId seat;
  std::uint32_t papers = 0;               ///< attachments: scans, delivery notes
  std::optional<base::Id> corrects = {};  ///< the issue that it replaced
};
template <class A>
void describe(A& a, IssueFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "date", x.date);
  a.field(3, "lines", x.lines);
  a.field(4, "corrected", x.corrected);
  a.field(5, "seat", x.seat);
  a.field(6, "papers", x.papers);
  a.field(7, "corrects", x.corrects);
}

struct ReceiveFact {
  base::Id id;
  base::Id issue;
  base::Date date;
  std::vector<statement::ReceiveLine> lines;
  bool corrected = false;
  base::KeyId seat;
  std::uint32_t papers = 0;
};
template <class A>
void describe(A& a, ReceiveFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "issue", x.issue);
  a.field(3, "date", x.date);
  a.field(4, "lines", x.lines);
  a.field(5, "corrected", x.corrected);
  a.field(6, "seat", x.seat);
  a.field(7, "papers", x.papers);
}

struct InvoiceFact {
  base::Id id;
  std::vector<statement::InvoiceLine> lines;
  std::int64_t total = 0;
  base::Date due;
  std::string number;
  std::int64_t paid = 0;
  std::int64_t confirmed = 0;
  bool withdrawn = false;
  std::optional<base::Id> query;  ///< open query
  base::Date date;
  std::int64_t offset = 0;                      ///< set against a debt the other way
  std::int64_t written_off = 0;                 ///< given up by the biller
  std::optional<statement::Response> response;  ///< the recipient's last answer
  std::int64_t locked = 0;                      ///< held for a round of netting
  std::int64_t cleared = 0;                     ///< settled by such a round
  std::int64_t credited = 0;                    ///< taken back by credit notes
  std::int64_t refunded = 0;                    ///< paid back, confirmed or not

  /// Below zero: more was settled than is billed now, and the biller owes it back.
  std::int64_t open() const {
    return withdrawn ? 0 : total - credited - paid + refunded - offset - written_off - cleared;
  }
  /// What may still be paid, offset or given up.
  std::int64_t free() const { return open() - locked; }
  /// What may be paid back: settled with money or against another debt, beyond what is billed now.
  std::int64_t refundable() const {
    return std::max<std::int64_t>(0, std::min(-open(), confirmed + offset + cleared - refunded));
  }
};
template <class A>
void describe(A& a, InvoiceFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "lines", x.lines);
  a.field(3, "total", x.total);
  a.field(4, "due", x.due);
  a.field(5, "number", x.number);
  a.field(6, "paid", x.paid);
  a.field(7, "confirmed", x.confirmed);
  a.field(8, "withdrawn", x.withdrawn);
  a.field(9, "query", x.query);
  a.field(10, "date", x.date);
  a.field(11, "offset", x.offset);
  a.field(12, "written_off", x.written_off);
  a.field(13, "response", x.response);
  a.field(14, "locked", x.locked);
  a.field(15, "cleared", x.cleared);
  a.field(16, "credited", x.credited);
  a.field(17, "refunded", x.refunded);
}

/// A payment of an invoice, or a refund of one.
struct PayFact {
  base::Id id;
  base::Id invoice;
  std::int64_t amount = 0;
  bool confirmed = false;
  bool withdrawn = false;
};
template <class A>
void describe(A& a, PayFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "invoice", x.invoice);
  a.field(3, "amount", x.amount);
  a.field(4, "confirmed", x.confirmed);
  a.field(5, "withdrawn", x.withdrawn);
}

struct CreditNoteFact {
  base::Id id;
  base::Id invoice;
  std::vector<statement::CreditLine> lines;
  std::int64_t total = 0;
  std::string number;
  base::Date date;
};
template <class A>
void describe(A& a, CreditNoteFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "invoice", x.invoice);
  a.field(3, "lines", x.lines);
  a.field(4, "total", x.total);
  a.field(5, "number", x.number);
  a.field(6, "date", x.date);
}

/// An act entered from a hand-signed form: the word of the clerk's party alone until the other side confirms.
struct PaperFact {
  base::Id act;
  statement::PartyCode party;  ///< of the clerk
  bool confirmed = false;
};
template <class A>
void describe(A& a, PaperFact& x) {
  a.field(1, "act", x.act);
  a.field(2, "party", x.party);
  a.field(3, "confirmed", x.confirmed);
}

struct ReturnFact {
  base::Id id;
  std::vector<statement::ReturnLine> lines;
  bool answered = false;
  base::Date date;
  bool withdrawn = false;

  bool waits() const { return !answered && !withdrawn; }
};
template <class A>
void describe(A& a, ReturnFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "lines", x.lines);
  a.field(3, "answered", x.answered);
  a.field(4, "date", x.date);
  a.field(5, "withdrawn", x.withdrawn);
}

}  // namespace palitan::kernel
