// What the kernel keeps of a foreign act that was disclosed here with its proof: what rules read, nothing
// more. The proof itself stays in the statement that disclosed it.
#pragma once
#include "statement/statement.h"

namespace palitan::kernel {

/// Ids of the other partnership stand here as hashes: they are no statements of this one.
struct EvidenceFact {
  base::Hash partnership;
  base::Hash act;
  base::Hash case_id;
  std::uint16_t kind = 0;
  statement::PartyCode disclosed_by;
  std::uint64_t height = 0;  ///< of the accord there that holds it
  base::Instant agreed_at;   ///< time of that accord
  base::Date date;           ///< legal date of the act
  base::Bytes body;          ///< of the act; `kind` tells its type
  /// base::Code of its verdict there. Absent: only known to stand in that log.
  std::optional<std::uint16_t> verdict;
  std::uint16_t state = 0;     ///< of its case there; with `verdict`
  statement::PartyCode party;  ///< that signed it; empty: its office was not disclosed
  std::string office;
};
template <class A>
void describe(A& a, EvidenceFact& x) {
  a.field(1, "partnership", x.partnership);
  a.field(2, "act", x.act);
  a.field(3, "case", x.case_id);
  a.field(4, "kind", x.kind);
  a.field(5, "disclosed_by", x.disclosed_by);
  a.field(6, "height", x.height);
  a.field(7, "agreed_at", x.agreed_at);
  a.field(8, "date", x.date);
  a.field(9, "body", x.body);
  a.field(10, "verdict", x.verdict);
  a.field(11, "state", x.state);
  a.field(12, "party", x.party);
  a.field(13, "office", x.office);
}

}  // namespace palitan::kernel
