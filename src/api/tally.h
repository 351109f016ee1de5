// Internal: every request and how it ended: counts and times for those who watch, an id by which it is found
// again, a line in the log.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>

#include "api/api.h"
#include "node/histogram.h"

namespace palitan::api {

/// The listener that was asked.
enum class Door : std::uint8_t { node, pages, watch };

class Tally;

/// One request, from its coming to its answer. Its route is set by who finds it, before it is answered.
struct Trail {
  Trail(std::shared_ptr<Tally> by, Door at, std::string called);
  ~Trail();  ///< one that nobody answered counts as failed, as the server then says
  Trail(const Trail&) = delete;
  Trail& operator=(const Trail&) = delete;

  std::shared_ptr<Tally> tally;  ///< an answer may outlive all else
  std::string id;
  Door door;
  std::size_t route;  ///< its place in routes(); one behind the last: none, as a page or an unknown address
  std::chrono::steady_clock::time_point began;
  std::atomic<bool> answered = false;
};

/// Any thread, without waiting; its size does not depend on what is asked.
class Tally : public std::enable_shared_from_this<Tally> {
 public:
  /// Other statuses count as kOther.
  static constexpr std::array kStatuses = {200, 201, 204, 206, 304, 400, 401, 403,
                                           404, 405, 409, 413, 422, 500, 503};
  static constexpr std::size_t kOther = kStatuses.size();
  static constexpr std::size_t kBounds = 10;
  static constexpr std::size_t kIdMax = 64;

  /// `routes`: how many there are.
  Tally(std::size_t routes, RequestLog log);

  /// The request's own x-request-id is kept where it is 1 to 64 letters, digits, '.', '_' and '-'; else it
  /// gets one that no other request of this run has.
  std::shared_ptr<Trail> begin(Door door, const net::Request& request);
  /// `respond`, with the id in the answer's header, and in its body where that is a problem.
  static net::Respond told(std::shared_ptr<Trail> trail, net::Respond respond);

  /// Routes, and one for what is none of them.
  std::size_t rows() const { return rows_.size(); }
  struct Seen {
    std::array<std::uint64_t, kOther + 1> statuses{};
    node::HistogramSeen<kBounds> took;  ///< nanoseconds from the whole request to its answer
  };
  /// REQUIRES: route < rows().
  Seen seen(std::size_t route) const;

 private:
  friend struct Trail;
  struct Row {
    std::array<std::atomic<std::uint64_t>, kOther + 1> statuses{};
    node::Histogram<kBounds> took{{500'000, 1'000'000, 5'000'000, 10'000'000, 50'000'000, 100'000'000,
                                   500'000'000, 1'000'000'000, 5'000'000'000, 20'000'000'000}};
  };
  void ended(Trail& trail, int status, std::string_view problem);
  void write(const Trail& trail, int status, std::string_view problem, std::chrono::nanoseconds took);
  bool may_write();

  std::vector<Row> rows_;
  const RequestLog log_;
  const std::string run_;  ///< begins the ids of this run
  std::atomic<std::uint64_t> next_ = 1;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point second_{};  ///< the one in which lines are counted now
  std::uint64_t lines_ = 0, left_out_ = 0;
};

}  // namespace palitan::api
