// Internal: the client's end of one connection, asynchronous; Client waits for it, LoadClient runs many.
#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/client.h"
#include "net/reader.h"
#include "net/wire.h"

namespace palitan::net {

/// What all connections to one target share. Does not move: the TLS context points at the pinned key.
struct Aim {
  Target target;
  std::string host_header;
  std::optional<asio::ssl::context> tls;

  static base::Outcome<std::shared_ptr<Aim>> at(Target target);
};

class Link : public std::enable_shared_from_this<Link> {
 public:
  using Opened = std::function<void(base::Outcome<void>)>;
  using Done = std::function<void(base::Outcome<Response>)>;

  /// REQUIRES: `io` outlives the link.
  Link(asio::io_context& io, std::shared_ptr<Aim> aim);

  /// REQUIRES: called once, first.
  void open(Opened opened);
  /// REQUIRES: usable(), sendable(request), no other exchange under way.
  void exchange(const Request& request, Done done);
  /// Open, and the server has neither closed it nor said anything unasked.
  bool usable();
  /// What is under way ends with a failure, from the event loop.
  void close();

 private:
  void connect(std::vector<tcp::endpoint> endpoints);
  void shake_hands();
  void opened(base::Outcome<void> outcome);
  void read();
  void take_in();
  void finish(base::Outcome<Response> outcome);

  std::shared_ptr<Aim> aim_;
  tcp::resolver resolver_;
  Wire wire_;
  ResponseReader reader_;
  Opened opened_;
  Done done_;
  std::string out_;
  std::array<char, kHeaderLimit> in_;
  std::size_t filled_ = 0;
  bool open_ = false;
  bool head_ = false;
};

}  // namespace palitan::net
