// The acts of a log: form, signatures, numbers and causes. Inside the checker only.
#pragma once
#include "kit.h"

namespace sim_checker {

struct Act {
  Bytes id;
  Bytes signed_bytes;  ///< the Sig_structure
  Bytes signature;
  Bytes seat;
  std::uint64_t kind = 0;
  std::uint64_t sequence = 0;
  std::optional<Bytes> partnership, case_id, previous;
  std::vector<Bytes> after;
  Bytes body;  ///< as it stands in the content; empty where it is no readable map
  Bytes payload;
};

struct Posting {
  std::string account;
  std::string commodity;
  std::int64_t amount = 0;
};

struct Entry {
  Act act;
  std::uint64_t code = 0;
  std::string clause;
  std::uint64_t state = 0;
  std::vector<Posting> postings;
  bool accepted() const { return code < 100; }
};

struct PartyKeys {
  std::string code;
  std::uint64_t threshold = 0;
  std::vector<Bytes> roots;
  Bytes accord_key;
};
struct Founding {
  Bytes id;
  std::vector<PartyKeys> parties;
};

inline constexpr std::uint64_t kFound = 1, kChangeAccordKey = 2, kAppoint = 3;

Act read_act(const Bytes& envelope);
Founding read_founding(const Act& act);
/// The body's item under that key.
Item body_field(const Act& act, std::uint64_t key);
Bytes key_id(const Bytes& key);

/// Signatures, numbers, causes, sums. Throws Untrue.
void check_acts(const std::vector<Entry>& log, const Founding& founding);

}  // namespace sim_checker
