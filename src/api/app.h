// Internal: what every route has at hand.
#pragma once
#include "api/account_words.h"
#include "api/api.h"
#include "api/cost_desks.h"
#include "api/events.h"
#include "api/finder.h"
#include "api/leanings.h"
#include "api/log_tree.h"
#include "api/problem.h"
#include "api/rates.h"
#include "api/read_log.h"
#include "api/sessions.h"
#include "api/tally.h"
#include "api/warrants.h"

namespace palitan::api {

struct App {
  App(node::Service& running, Pages shown, RequestLog log);
  node::Service& service;
  Pages pages;
  LogTrees trees;
  Finders finders;
  Leanings leanings;
  CostDesks costs;
  AccountWords account_words;
  Sessions sessions;
  Warrants warrants;
  Rates rates;
  ReadLog reads;
  const std::shared_ptr<Tally> tally;
  Pool pool{2, 256};     // for reads; after what its threads use
  Pool sign_ins{1, 16};  // each is slow by design and takes much memory: one at a time
  Pool watchers{1, 8};   // for those who watch over the node: they are answered while the others wait
  Events events;
  std::jthread reader;  // reads ahead for the first questions; after what it uses
};

/// One request on its way to a route.
struct Call {
  net::Request request;
  std::vector<std::string> parts;  ///< what stood at the pattern's {}
  net::Respond respond;
  bool at_pages = false;             ///< came to the listener of the pages
  bool counts_as_use = true;         ///< of the session; what pages fetch by themselves does not
  std::optional<Session> session{};  ///< where a cookie stood for the token
  bool at_watch = false;             ///< came to the listener of those who watch
  std::shared_ptr<Trail> trail{};    ///< what the tally follows it by
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
/// The date in UTC by the node's clock.
base::Date today_of(const App& app);

/// A fact as agreed, decoded from the store. Nothing where absent.
template <class T>
std::optional<T> agreed(const store::Store& store, const kernel::FactKey& key) {
  const auto bytes = store.fact(key);
  if (!bytes) return std::nullopt;
  const auto fact = kernel::decode_fact(key.kind, *bytes);
  const auto* value = fact ? kernel::fact_as<T>(fact->get()) : nullptr;
  return value != nullptr ? std::optional<T>(*value) : std::nullopt;
}

}  // namespace palitan::api
