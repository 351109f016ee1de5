#include "api/cost_desks.h"

namespace palitan::api {
namespace {
constexpr std::uint64_t kPiece = 1'000;  ///< entries of the log read at once

base::Result<void> put(reports::CostBook& costs, const base::Id& id, base::ByteView bytes) {
  const auto file = codec::decode<kernel::CaseFact>(bytes);
  if (!file) return base::refuse(base::Code::local_damaged, "a case file cannot be read");
  if (!file->order) return {};
  return costs.put(id, *file->order);
}

/// As the store has it now.
base::Result<void> renew(reports::CostBook& costs, const store::Store& store, const base::Id& id) {
  const auto bytes = store.fact(kernel::case_key(id));
  if (bytes) return put(costs, id, *bytes);
  costs.drop(id);
  return {};
}

base::Result<void> read_all(reports::CostBook& costs, const store::Store& store,
                            const std::stop_token& stop) {
  base::Result<void> good;
  store.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView bytes) {
    good = put(costs, base::Id{key.id}, bytes);
    if (good && stop.stop_requested()) good = base::refuse(base::Code::local_stopped, "the node is stopping");
    return good.has_value();
  });
  return good;
}

/// The cases that the log speaks of from there on.
std::set<base::Id> cases_since(const store::Store& store, std::uint64_t& read) {
  std::set<base::Id> out;
  for (auto entries = store.log(read, kPiece); !entries.empty(); entries = store.log(read, kPiece))
    for (const auto& entry : entries) {
      read = entry.position + 1;
      auto bytes = store.logged_bytes(entry.position);
      const auto act = bytes ? statement::decode_statement(std::move(*bytes))
                             : base::refuse(base::Code::local_damaged, "a statement");
      if (act) out.insert(act->case_of());  // a damaged one says so elsewhere
    }
  return out;
}
}  // namespace

base::Result<void> CostDesks::catch_up(Desk& desk, const store::Store& store, const std::stop_token& stop) {
  if (desk.read == 0) {
    // The log before the files: what comes in between is read twice rather than never.
    const auto size = store.log_size();
    if (auto ok = read_all(desk.costs, store, stop); !ok) return ok;
    desk.read = size;
  }
  auto cases = cases_since(store, desk.read);
  cases.merge(desk.overlaid);
  desk.overlaid.clear();
  for (const auto& id : cases)
    if (auto ok = renew(desk.costs, store, id); !ok) return ok;
  return {};
}

base::Result<void> CostDesks::ask(const base::Id& partnership, const store::Store& store,
                                  const std::map<base::Id, kernel::CaseFact>& pending,
                                  const std::function<void(const reports::CostBook&)>& look,
                                  const std::stop_token& stop) {
  std::unique_lock all(mutex_);
  auto& desk = desks_[partnership];
  all.unlock();  // desks are never taken away, so that one stays where it is
  const std::lock_guard lock(desk.mutex);
  auto done = catch_up(desk, store, stop);
  for (const auto& [id, file] : pending) {
    if (!done || !file.order) continue;
    desk.overlaid.insert(id);
    done = desk.costs.put(id, *file.order);
  }
  if (done)
    look(desk.costs);
  else
    desk.costs = {}, desk.read = 0, desk.overlaid.clear();  // the next question begins anew
  return done;
}

}  // namespace palitan::api
