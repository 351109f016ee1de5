#include "net/link.h"

#include <openssl/err.h>

#include <boost/asio/connect.hpp>
#include <cstring>
#include <vector>

#include "base/check.h"
#include "net/encode.h"

namespace palitan::net {
namespace {

using base::Failure;

tl::unexpected<Failure> broken(const std::string& what, error_code fault) {
  return tl::unexpected(Failure{Failure::Kind::retry, what + ": " + fault.message()});
}

/// A peer that breaks off may do better later; one that speaks TLS wrongly, or is another, will not.
Failure handshake_failure(error_code fault) {
  if (fault.category() != asio::error::get_ssl_category())
    return {Failure::Kind::retry, "the TLS handshake broke off: " + fault.message()};
  if (ERR_GET_REASON(static_cast<unsigned long>(fault.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED)
    return {Failure::Kind::stop, "the server's key is not the pinned one"};
  return {Failure::Kind::stop, "the TLS handshake failed: " + fault.message()};
}

}  // namespace

base::Outcome<std::shared_ptr<Aim>> Aim::at(Target target) {
  auto aim = std::make_shared<Aim>();
  aim->target = std::move(target);
  const bool v6 = aim->target.host.find(':') != std::string::npos;
  aim->host_header =
      (v6 ? "[" + aim->target.host + "]" : aim->target.host) + ":" + std::to_string(aim->target.port);
  if (!aim->target.tls) return aim;
  auto context = client_context(aim->target.server_key, aim->target.own);
  if (!context) return tl::unexpected(context.error());
  aim->tls.emplace(context->release());
  return aim;
}

Link::Link(asio::io_context& io, std::shared_ptr<Aim> aim)
    : aim_(std::move(aim)),
      resolver_(io),
      wire_(tcp::socket(io), aim_->tls ? &*aim_->tls : nullptr),
      reader_(aim_->target.max_body) {}

void Link::open(Opened opened) {
  opened_ = std::move(opened);
  const Target& target = aim_->target;
  error_code not_numeric;
  const auto address = asio::ip::make_address(target.host, not_numeric);
  if (!not_numeric) return connect({{address, target.port}});
  resolver_.async_resolve(
      target.host, std::to_string(target.port),
      [self = shared_from_this()](error_code fault, const tcp::resolver::results_type& found) {
        if (fault) return self->opened(broken("no address for " + self->aim_->target.host, fault));
        self->connect({found.begin(), found.end()});
      });
}

void Link::connect(std::vector<tcp::endpoint> endpoints) {
  // The list must live as long as the attempt.
  auto kept = std::make_shared<std::vector<tcp::endpoint>>(std::move(endpoints));
  asio::async_connect(wire_.socket(), *kept,
                      [self = shared_from_this(), kept](error_code fault, const tcp::endpoint&) {
                        if (fault)
                          return self->opened(broken("cannot connect to " + self->aim_->host_header, fault));
                        self->shake_hands();
                      });
}

void Link::shake_hands() {
  error_code ignored;
  wire_.socket().set_option(tcp::no_delay(true), ignored);
  if (!wire_.secure()) return opened({});
  wire_.handshake(asio::ssl::stream_base::client, [self = shared_from_this()](error_code fault) {
    if (fault) return self->opened(tl::unexpected(handshake_failure(fault)));
    self->opened({});
  });
}

void Link::opened(base::Outcome<void> outcome) {
  open_ = outcome.has_value();
  if (!open_) wire_.close();
  std::exchange(opened_, nullptr)(std::move(outcome));
}

bool Link::usable() {
  if (!open_) return false;
  error_code fault;
  char byte = 0;
  wire_.socket().non_blocking(true, fault);
  if (!fault) wire_.socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, fault);
  return fault == asio::error::would_block;
}

void Link::exchange(const Request& request, Done done) {
  PALITAN_CHECK(open_ && !done_);
  done_ = std::move(done);
  head_ = request.method == "HEAD";
  reader_.start(head_);
  out_ = encode(request, aim_->host_header);
  wire_.write(asio::buffer(out_), [self = shared_from_this()](error_code, std::size_t) {
    // A server that refuses a long body answers before it has taken all of it: look for its answer either
    // way.
    self->read();
  });
}

void Link::read() {
  wire_.read_some(asio::buffer(in_.data() + filled_, in_.size() - filled_),
                  [self = shared_from_this()](error_code fault, std::size_t size) {
                    self->filled_ += size;
                    if (!fault) return self->take_in();
                    if (fault == asio::error::eof) self->reader_.feed_end();
                    self->open_ = false;
                    if (self->reader_.state() == Reading::done) return self->finish(self->reader_.take());
                    self->finish(broken("the connection broke", fault));
                  });
}

void Link::take_in() {
  const std::size_t taken = reader_.feed({in_.data(), filled_});
  filled_ -= taken;
  if (filled_ > 0) std::memmove(in_.data(), in_.data() + taken, filled_);
  const Reading state = reader_.state();
  if (state == Reading::done) {
    open_ = open_ && reader_.keep_alive() && filled_ == 0;
    Response response = reader_.take();
    if (response.status < 200) {  // 100 Continue and its like: the real one follows
      open_ = true;
      reader_.start(head_);
      return filled_ > 0 ? take_in() : read();
    }
    return finish(std::move(response));
  }
  if (state == Reading::failed || filled_ == in_.size()) {
    open_ = false;
    return finish(tl::unexpected(Failure{Failure::Kind::retry, "the response is not HTTP/1.1, or too long"}));
  }
  read();
}

void Link::finish(base::Outcome<Response> outcome) {
  if (!open_) wire_.close();
  std::exchange(done_, nullptr)(std::move(outcome));
}

void Link::close() {
  open_ = false;
  resolver_.cancel();
  wire_.close();
}

}  // namespace palitan::net
