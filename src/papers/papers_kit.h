// For tests: a record of the kernel's kit in a memory store, as a node would have written it.
#pragma once
#include "kernel/record_kit.h"
#include "store/memory.h"
#include "sync/messages.h"

namespace palitan::papers::kit {

inline std::unique_ptr<store::MemoryStore> stored(const kernel::kit::Record& record) {
  auto out = std::make_unique<store::MemoryStore>();
  kernel::Facts facts;
  base::Hash results;
  std::uint64_t position = 0;
  for (const auto& accord : record.accords()) {
    const auto& point = accord.point;
    const auto fold = kernel::fold(accord.acts, facts, {point.time, point.height, point.rules}, results,
                                   kernel::kit::Record::none());
    results = fold.results;
    store::Commit commit;
    for (const auto& entry : fold.entries) {
      const auto& act = *entry.act;
      const auto& c = act.content();
      commit.arrived.push_back({act.id(), act.bytes(), c.seat, c.sequence, act.case_of(), false});
      commit.appended.push_back({position, act.id(), point.height,
                                 static_cast<std::uint16_t>(entry.verdict.code), entry.verdict.clause,
                                 entry.verdict.state});
      for (const auto& posting : entry.postings)
        commit.postings.push_back({position, act.case_of(), c.effective().legal_date(), posting});
      ++position;
    }
    for (const auto& [key, fact] : fold.changed) commit.facts.emplace_back(key, kernel::encode_fact(*fact));
    commit.accords.push_back(
        {point.height, point.size, point.time.ms, codec::encode(sync::AccordPaper{{}, accord.note})});
    PALITAN_CHECK(out->commit(commit).has_value());
  }
  return out;
}

}  // namespace palitan::papers::kit
