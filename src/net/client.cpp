#include "net/client.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "net/encode.h"
#include "net/link.h"

namespace palitan::net {
namespace {

using base::Failure;
using base::Outcome;

tl::unexpected<Failure> fail(Failure::Kind kind, std::string what) {
  return tl::unexpected(Failure{kind, std::move(what)});
}

bool may_repeat(const std::string& method) {
  return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE";
}

}  // namespace

struct Client::State {
  Target target;
  std::shared_ptr<Aim> aim;  ///< made on first use
  asio::io_context io{1};
  std::shared_ptr<Link> link;
  bool timed_out = false;

  /// Runs the event loop until what `begin` starts is done; closes the connection when that takes too long,
  /// or when it is to stop.
  template <class T, class Begin>
  Outcome<T> wait(std::chrono::milliseconds timeout, const std::string& doing, Begin begin) {
    if (target.stop.stop_requested()) return fail(Failure::Kind::retry, doing + " was given up");
    std::optional<Outcome<T>> outcome;
    io.restart();
    begin([&outcome](Outcome<T> result) { outcome = std::move(result); });
    // Called from any thread, at once where it is asked for already; the connection is this thread's alone.
    const std::stop_callback give_up(target.stop, [this] { asio::post(io, [this] { link->close(); }); });
    io.run_for(timeout);
    timed_out = !outcome;
    if (outcome) return std::move(*outcome);
    link->close();
    io.restart();
    io.run();  // what was under way ends now, with the outcome it still holds a reference to
    return fail(Failure::Kind::retry, doing + " took too long");
  }

  Outcome<void> connect() {
    if (!aim) {
      auto made = Aim::at(target);
      if (!made) return tl::unexpected(made.error());
      aim = std::move(*made);
    }
    link = std::make_shared<Link>(io, aim);
    return wait<void>(target.connect_timeout, "connecting to " + aim->host_header,
                      [&](auto done) { link->open(std::move(done)); });
  }
};

Client::Client(Target target) : state_(std::make_unique<State>()) { state_->target = std::move(target); }
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Outcome<void> Client::open() {
  if (state_->link && state_->link->usable()) return {};
  return state_->connect();
}

Outcome<Response> Client::send(const Request& request) {
  if (!sendable(request)) return fail(Failure::Kind::stop, "the method or target cannot be sent as it is");
  for (;;) {
    const bool kept = state_->link && state_->link->usable();
    if (!kept) {
      const auto opened = state_->connect();
      if (!opened) return tl::unexpected(opened.error());
    }
    auto outcome =
        state_->wait<Response>(state_->target.request_timeout, "the answer of " + state_->aim->host_header,
                               [&](auto done) { state_->link->exchange(request, std::move(done)); });
    // The second time it is a new connection, so this ends.
    if (outcome || !kept || state_->timed_out || !may_repeat(request.method)) return outcome;
  }
}

}  // namespace palitan::net
