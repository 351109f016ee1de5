// Internal: what every route has at hand, and the threads that read for it.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "api/log_tree.h"
#include "api/problem.h"
#include "node/service.h"

namespace palitan::api {

/// Threads for reads, so that no reader holds up the server's own threads. Bounded.
class Pool {
 public:
  Pool(std::size_t threads, std::size_t queue_max);
  ~Pool();  ///< finishes what runs, drops what waits
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  /// False where too much waits.
  bool run(std::function<void()> work);

 private:
  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

struct App {
  explicit App(node::Service& running) : service(running) {}
  node::Service& service;
  LogTrees trees;
  Pool pool{2, 256};  // last: its threads use the rest
};

/// One request on its way to a route.
struct Call {
  net::Request request;
  std::vector<std::string> parts;  ///< what stood at the pattern's {}
  net::Respond respond;
};

/// The first part as the partnership, and its store. Refusal: local_not_found.
struct Record {
  base::Id id;
  const store::Store& store;
};
base::Result<Record> record_of(App& app, const Call& call);
/// A 32-byte id in hex. Refusal: local_not_found.
base::Result<base::Id> id_of(std::string_view hex);
/// A whole number of the query, or `otherwise`. Refusal: local_draft.
base::Result<std::uint64_t> number_of(const Call& call, std::string_view name, std::uint64_t otherwise,
                                      std::uint64_t max);
bool flag_of(const Call& call, std::string_view name);

/// A fact as agreed, decoded from the store. Nothing where absent.
template <class T>
std::optional<T> agreed(const store::Store& store, const kernel::FactKey& key) {
  const auto bytes = store.fact(key);
  if (!bytes) return std::nullopt;
  const auto fact = kernel::decode_fact(key.kind, *bytes);
  const auto* value = fact ? std::get_if<T>(fact->get()) : nullptr;
  return value != nullptr ? std::optional<T>(*value) : std::nullopt;
}

}  // namespace palitan::api
