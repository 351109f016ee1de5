// A node in a process of its own, by `palitan-bench serve`: started, asked, and looked at from outside.
#pragma once
#include "child.h"
#include "net/client.h"
#include "prepared.h"

namespace palitan::bench {

/// What such a process is told.
struct ServeWish {
  std::string dir;
  std::int64_t now = 0;  ///< where its clock begins, ms since 1970; 0: the system's clock
  bool pages = false;    ///< a listener for people too, over TLS with the node's own key
};
/// What that process does: prints its port, its token and, where wished, the port of the pages, and serves
/// until its input ends. Returns its exit status.
int serve(const ServeWish& wish);

/// One such process; told to end, and waited for, when it goes.
class ServedNode {
 public:
  /// `party`: whose node the folder is of; its key is pinned.
  static tl::expected<std::unique_ptr<ServedNode>, std::string> start(const ServeWish& wish,
                                                                      const std::string& party);
  const std::string& token() const { return token_; }
  std::uint16_t port() const { return target_.port; }
  const net::Target& target() const { return target_; }
  /// The listener of the pages. REQUIRES: wished for.
  net::Target pages() const;
  /// Seconds from its start until it had answered a first request.
  double start_up() const { return start_up_; }
  tl::expected<double, std::string> memory_mb() const;
  /// Waits until it has been idle for a second: what it reads ahead is read then. The seconds that this took.
  /// Fails where it is not after `at_most` seconds.
  tl::expected<double, std::string> settle(double at_most) const;

 private:
  ServedNode(const ServeWish& wish, const std::string& party);
  Ran hear(bool pages);

  Watch began_;
  Child child_;
  net::Target target_;
  std::string token_;
  std::uint16_t pages_port_ = 0;
  double start_up_ = 0;
};

}  // namespace palitan::bench
