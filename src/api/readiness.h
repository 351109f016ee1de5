// Internal: whether the node can do its work now, look by look.
#pragma once
#include <future>

#include "api/app.h"
#include "node/checkup.h"

namespace palitan::api {

/// Writer, disk, records, clock, keys. Waits for the writer, two seconds at most: not on the server's
/// threads.
std::vector<node::Finding> readiness(App& app);
/// Nothing is wrong.
bool is_ready(const std::vector<node::Finding>& findings);

/// As /readyz answers it; the members of `more` stand beside what it always says.
net::Response readiness_response(const std::vector<node::Finding>& findings, const Json& more = {});
/// As /livez answers.
net::Response lives();

/// `look` at one book, on the writer's thread; empty where that does not come to it within `time`. What
/// `look` refers to must outlive that, so it returns what it saw.
template <class T>
std::optional<T> look_within(node::Writer& writer, const base::Id& partnership,
                             std::chrono::milliseconds time, std::function<T(node::Book&)> look) {
  const auto seen = std::make_shared<std::promise<std::optional<T>>>();
  auto future = seen->get_future();
  writer.look(partnership, [seen, look = std::move(look)](base::Result<node::Book*> book) {
    seen->set_value(book ? std::optional<T>(look(**book)) : std::nullopt);
  });
  if (future.wait_for(time) != std::future_status::ready) return std::nullopt;
  return future.get();
}

}  // namespace palitan::api
