// Internal: what the papers read out of a record.
#pragma once
#include <fmt/format.h>

#include "papers/form_from_order.h"
#include "papers/form_parts.h"
#include "statement/envelope.h"

namespace palitan::papers {

inline std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}
inline Entry entry_of(const std::string& text) { return text.empty() ? Entry(Gap::missing) : Entry(text); }

/// Reads typed facts and bodies; says what is not there.
class Reading {
 public:
  explicit Reading(const RecordReader& record) : record_(record) {}

  const RecordReader& record() const { return record_; }

  /// Keeps the fact alive as long as this lives.
  template <class T>
  const T* fact(const kernel::FactKey& key) {
    auto found = record_.fact(key);
    if (!found) return nullptr;
    kept_.push_back(std::move(found));
    return kernel::fact_as<T>(kept_.back().get());
  }
  const kernel::OrderFact* order(const base::Id& id) {
    const auto* file = fact<kernel::CaseFact>(kernel::case_key(id));
    return file != nullptr && file->order ? &*file->order : nullptr;
  }
  const kernel::InstrumentFact* instrument(const base::Id& id) {
    const auto* file = fact<kernel::CaseFact>(kernel::case_key(id));
    return file != nullptr && file->instrument ? &*file->instrument : nullptr;
  }

  /// The body of an act where it is of that kind and can be read.
  template <class Body>
  std::optional<Body> body(const base::Id& id) {
    const auto act = statement(id);
    if (!act || act->kind() != statement::kKindOf<Body>) return std::nullopt;
    auto body = statement::read_body<Body>(act->content());
    return body ? std::optional<Body>(std::move(*body)) : std::nullopt;
  }
  std::optional<statement::Statement> statement(const base::Id& id) const {
    const auto found = record_.act(id);
    auto act = found ? statement::decode_statement(found->bytes)
                     : base::Result<statement::Statement>(base::refuse(base::Code::local_not_found));
    return act ? std::optional<statement::Statement>(std::move(*act)) : std::nullopt;
  }

  /// Who signed that act, and whether all have agreed on it.
  Signature signature(const base::Id& act);
  /// The act that a seat's signature of `kind` in this case stands on: the last accepted one.
  std::optional<base::Id> last_of(const base::Id& order, statement::Kind kind) const;
  /// A party's name as founded; its code where the founding is not at hand.
  std::string party_name(const std::string& code);
  /// The code for a paper about that act.
  Origin origin(const base::Id& act) const;
  /// The marking of everything in the case counts for the paper.
  void mark(Origin& origin, const base::Id& case_id) const;

  Entry document(const base::Id& id, const kernel::OrderFact& order) const;
  Entry agreement(const base::Id& instrument);
  /// The unit that the order names, before its party's name.
  Entry organisation(const std::string& unit, const std::string& party);

 private:
  const RecordReader& record_;
  std::vector<kernel::FactPtr> kept_;
};

FormBill bill_of(Reading& reading, const base::Id& order_id, const kernel::OrderFact& order,
                 const kernel::InvoiceFact& invoice);
/// One for each receipt of goods under each issue; an issue that nobody has answered stands alone.
std::vector<FormDelivery> deliveries_of(Reading& reading, const kernel::OrderFact& order);

}  // namespace palitan::papers
