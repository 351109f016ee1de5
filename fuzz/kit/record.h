// A small made log that several targets stand on: three seats taking turns, the first half agreed.
#pragma once
#include <map>

#include "statement/envelope.h"
#include "sync/packed.h"

namespace palitan::fuzz {

struct Record {
  base::Id partnership;
  std::vector<statement::SignedStatement> acts;
  std::vector<std::pair<base::KeyId, std::uint64_t>> seats;  ///< by key id, with the last agreed number
  std::size_t agreed = 0;
};
inline constexpr std::size_t kRecordActs = 40;
inline constexpr std::size_t kRecordAgreed = 20;

/// Made once a process; the same bytes in every process, so that inputs keep their meaning.
const Record& record();
/// What both ends know of it: its first kRecordAgreed acts.
sync::CommonGround ground();

}  // namespace palitan::fuzz
