#include "net/server.h"

#include <boost/asio/post.hpp>
#include <exception>
#include <latch>
#include <thread>
#include <vector>

#include "base/check.h"
#include "net/session.h"

namespace palitan::net {
namespace {

using base::Failure;

tl::unexpected<Failure> fail(Failure::Kind kind, std::string what) {
  return tl::unexpected(Failure{kind, std::move(what)});
}

void run(asio::io_context& io) {
  for (;;) {
    try {
      io.run();
      return;
    } catch (const std::exception&) {
      // Thrown by a handler or for want of memory: that request ends (its dropped Respond says 500), the
      // others go on.
    }
  }
}

}  // namespace

struct Server::State {
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  std::vector<std::shared_ptr<Worker>> workers;
  std::optional<tcp::acceptor> acceptor;
  std::optional<asio::steady_timer> retry;
  std::vector<std::thread> threads;
  std::size_t next = 0;
  std::uint16_t port = 0;

  base::Outcome<std::uint16_t> listen(const tcp::endpoint& endpoint);
  void accept();
  void on_accept(Worker& worker, tcp::socket socket);
};

base::Outcome<std::uint16_t> Server::State::listen(const tcp::endpoint& endpoint) {
  error_code fault;
  tcp::acceptor opened{workers.front()->io};
  opened.open(endpoint.protocol(), fault);
  if (!fault) opened.set_option(tcp::acceptor::reuse_address(true), fault);
  if (!fault) opened.bind(endpoint, fault);
  if (!fault) opened.listen(asio::socket_base::max_listen_connections, fault);
  const auto bound = fault ? endpoint : opened.local_endpoint(fault);
  if (fault) {
    const bool busy = fault == asio::error::address_in_use;
    return fail(busy ? Failure::Kind::retry : Failure::Kind::stop,
                "cannot listen on " + endpoint.address().to_string() + " port " +
                    std::to_string(endpoint.port()) + ": " + fault.message());
  }
  acceptor = std::move(opened);
  return bound.port();
}

void Server::State::accept() {
  Worker& worker = *workers[next++ % workers.size()];
  acceptor->async_accept(worker.io, [this, &worker](error_code fault, tcp::socket socket) {
    if (fault == asio::error::operation_aborted) return;
    if (!fault) {
      on_accept(worker, std::move(socket));
      return accept();
    }
    // Out of file descriptors, most likely: trying again at once would only spin.
    retry->expires_after(std::chrono::milliseconds{100});
    retry->async_wait([this](error_code stopped) {
      if (!stopped) accept();
    });
  });
}

void Server::State::on_accept(Worker& worker, tcp::socket socket) {
  if (shared->connections.load() >= shared->options.max_connections) return;
  ++shared->connections;
  asio::post(worker.io, [&worker, moved = std::move(socket)]() mutable { worker.adopt(std::move(moved)); });
}

Server::Server(Options options, Handler handler) : state_(std::make_unique<State>()) {
  PALITAN_CHECK(options.threads >= 1 && options.min_rate >= 1 && handler);
  state_->shared->options = std::move(options);
  state_->shared->handler = std::move(handler);
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return state_->port; }

base::Outcome<std::uint16_t> Server::start() {
  PALITAN_CHECK(state_->workers.empty());
  const Options& options = state_->shared->options;
  error_code fault;
  const auto address = asio::ip::make_address(options.address, fault);
  if (fault) return fail(Failure::Kind::stop, "\"" + options.address + "\" is not a numeric address");
  if (options.tls) {
    auto context = server_context(options.identity, options.ask_client);
    if (!context) return tl::unexpected(context.error());
    state_->shared->tls.emplace(context->release());
  } else if (!address.is_loopback()) {
    return fail(Failure::Kind::stop, "without TLS only a loopback address is served");
  }
  for (int i = 0; i < options.threads; ++i)
    state_->workers.push_back(std::make_shared<Worker>(state_->shared));
  const auto port = state_->listen({address, options.port});
  if (!port) {
    state_->workers.clear();
    return port;
  }
  state_->port = *port;
  state_->retry.emplace(state_->workers.front()->io);
  state_->accept();
  for (const auto& worker : state_->workers) {
    worker->sweep();
    state_->threads.emplace_back([&io = worker->io] { run(io); });
  }
  return port;
}

void Server::refuse_new(const Response& answer) {
  std::latch told(static_cast<std::ptrdiff_t>(state_->workers.size()));
  for (const auto& worker : state_->workers)
    asio::post(worker->io, [&told, &answer, at = worker.get()] {
      at->refusal = answer;
      told.count_down();
    });
  told.wait();
}

bool Server::wait_answered(std::chrono::steady_clock::time_point until) {
  constexpr std::chrono::milliseconds kLookEvery{2};
  while (state_->shared->unanswered.load() > 0) {
    if (Clock::now() >= until) return false;
    std::this_thread::sleep_for(kLookEvery);
  }
  return true;
}

void Server::stop() {
  for (const auto& worker : state_->workers) worker->io.stop();
  for (auto& thread : state_->threads) thread.join();
  state_->threads.clear();
  state_->retry.reset();
  state_->acceptor.reset();
  state_->workers.clear();
  // What the handler owns ends here and now: a thread of its own that is just handing in an answer may hold
  // the last worker, and could not wait for itself.
  state_->shared->handler = nullptr;
}

}  // namespace palitan::net
