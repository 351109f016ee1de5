// A partnership of which only papers were shown: its founding, and the keys that came into it by the same
// rules as in any record. Evidence and proofs of misdeeds are read against it; nobody's record is asked.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

/// Not thread safe; a value of its own.
class Foreign {
 public:
  /// From the bytes of a founding statement, signature checked. Refusal: refused_evidence.
  static base::Result<Foreign> founded(const base::Bytes& bytes);
  /// Takes in a change of accord key or an appointment: signature checked, judged by the rules of offices on
  /// what was shown before it. Whether its own log took it in time is not asked. Refusal: refused_evidence.
  base::Result<void> take(const base::Bytes& bytes, statement::Kind kind);

  const base::Id& id() const { return id_; }
  const PartnershipFact& partnership() const { return *facts_.get<PartnershipFact>(partnership_key()); }
  /// Null: nobody shown appointed it.
  const SeatFact* seat(const base::KeyId& id) const {
    const auto fact = facts_.find(seat_key(id));
    return fact ? fact_as<SeatFact>(fact.get()) : nullptr;
  }

 private:
  void put(const Change& change);
  void name(const base::PublicKey& key);
  void name_keys(const statement::Content& content, statement::Kind kind);

  base::Id id_;
  Facts facts_;
};

}  // namespace palitan::kernel
