#include "api/events.h"

#include "api/problem.h"

namespace palitan::api {
namespace {

constexpr std::string_view kRetry = "retry: 300\n";

net::Response event_response(std::string text) {
  return {200, {{"content-type", "text/event-stream"}, {"cache-control", "no-store"}}, std::move(text)};
}

}  // namespace

Events::Events(node::Service& service, Pool& pool, Look look, Limits limits)
    : service_(service), pool_(pool), look_(std::move(look)), limits_(limits), thread_([this] { run(); }) {
  service_.changes().listen([this] {
    const std::lock_guard lock(mutex_);
    told_ = true;
    changed_.notify_all();
  });
}

Events::~Events() {
  service_.changes().listen({});
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

/// Another run of the node counts from the beginning, so the id names the run too.
std::string Events::newest() const {
  return std::to_string(service_.started_at().ms) + "-" + std::to_string(service_.changes().count());
}

void Events::answer(std::string seen, net::Respond respond) {
  std::unique_lock lock(mutex_);
  if (seen != newest()) {
    lock.unlock();
    std::vector<net::Respond> one;
    one.push_back(std::move(respond));
    return tell(std::move(one));
  }
  if (waiters_.size() >= limits_.most) {
    lock.unlock();
    return respond(problem(base::Code::local_busy));
  }
  waiters_.push_back({std::move(seen), std::move(respond), Steady::now() + limits_.patience});
  changed_.notify_all();
}

/// One look for all of them. The id is taken before it: what changes in between is told once more.
void Events::tell(std::vector<net::Respond> whom) {
  const auto shared = std::make_shared<std::vector<net::Respond>>(std::move(whom));
  const bool taken = pool_.run([this, shared] {
    const auto id = newest();
    const auto data = look_();
    const auto response =
        data ? event_response(std::string(kRetry) + "id: " + id + "\nevent: change\ndata: " + *data + "\n\n")
             : problem(data.error());
    for (const auto& respond : *shared) respond(response);
  });
  if (taken) return;
  for (const auto& respond : *shared) respond(event_response(std::string(kRetry) + ": busy\n\n"));
}

void Events::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = Steady::now();
    const auto id = newest();
    told_ = false;
    std::vector<net::Respond> told;
    std::vector<net::Respond> tired;
    auto next = Steady::time_point::max();
    std::erase_if(waiters_, [&](Waiter& one) {
      const bool over = one.until <= now;
      if (one.seen != id)
        told.push_back(std::move(one.respond));
      else if (over)
        tired.push_back(std::move(one.respond));
      else
        next = std::min(next, one.until);
      return one.seen != id || over;
    });
    if (!told.empty() || !tired.empty()) {
      lock.unlock();
      if (!told.empty()) tell(std::move(told));
      for (const auto& respond : tired) respond(event_response(std::string(kRetry) + ": nothing new\n\n"));
      lock.lock();
      continue;
    }
    const auto woken = [&] { return stopping_ || told_ || !waiters_.empty(); };
    if (waiters_.empty())
      changed_.wait(lock, woken);
    else
      changed_.wait_until(lock, next, [&] { return stopping_ || told_; });
  }
}

}  // namespace palitan::api
