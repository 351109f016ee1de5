// Internal: the record of a running node as papers read it.
#pragma once
#include "api/app.h"
#include "papers/form_from_order.h"

namespace palitan::api {

/// What is pending and where the log stood, taken once; the rest is read from the store as it is asked for.
/// Borrows app and record. One thread.
class FormSource {
 public:
  /// Refusals: local_busy, local_stopped.
  static base::Result<FormSource> open(App& app, const Record& record);
  /// Borrows this.
  papers::RecordReader reader() const;

  std::uint64_t log_size() const { return log_size_; }
  base::Instant agreed_at() const { return head_.time; }
  const ledger::Position& balances() const { return balances_; }  ///< agreed
  /// A case with everything pending; null where there is none.
  const kernel::CaseFact* file(const base::Id& id) const;

 private:
  FormSource(App& app, const Record& record) : app_(&app), record_(&record) {}
  kernel::FactPtr fact(const kernel::FactKey& key) const;
  std::optional<papers::RecordAct> act(const base::Id& id) const;

  App* app_;
  const Record* record_;
  kernel::AccordPoint head_;
  std::uint64_t log_size_ = 0;
  ledger::Position balances_;
  std::map<base::Id, base::Code> pending_;  ///< verdicts
  mutable std::map<kernel::FactKey, kernel::FactPtr> facts_;
};

}  // namespace palitan::api
