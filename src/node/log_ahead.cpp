#include "node/log_ahead.h"

#include <algorithm>

namespace palitan::node {
namespace {
using base::Code;
constexpr std::uint64_t kPart = 256;     ///< statements: few enough to begin soon, and one lock for many
constexpr std::size_t kPartsAhead = 16;  ///< as many as an accord holds
}  // namespace

LogAhead::LogAhead(const store::Store& store, std::uint64_t from, std::uint64_t to)
    : store_(store), from_(from), to_(to), helper_([this] { read(); }) {}

LogAhead::~LogAhead() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  helper_.join();
}

void LogAhead::read() {
  std::exception_ptr thrown;
  try {
    bool wanted = true;
    for (auto at = from_; at < to_ && wanted; at += kPart) {
      auto part = read_part(at, std::min(at + kPart, to_));
      const bool whole = part.has_value();
      wanted = hand_over(std::move(part)) && whole;
    }
  } catch (...) {
    thrown = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  thrown_ = thrown;
  done_ = true;
  changed_.notify_all();
}

base::Result<LogAhead::Part> LogAhead::read_part(std::uint64_t from, std::uint64_t to) const {
  Part out;
  out.reserve(to - from);
  for (; from < to; ++from) {
    auto bytes = store_.logged_bytes(from);
    auto act = bytes ? statement::decode_statement(std::move(*bytes))
                     : base::refuse(Code::local_damaged, "it is not there");
    if (!act)
      return base::refuse(Code::local_damaged, "the statement at place " + std::to_string(from) +
                                                   " of the log: " + base::sentence(act.error()));
    out.push_back(statement::reopen(std::move(*act)));
  }
  return out;
}

bool LogAhead::hand_over(base::Result<Part> part) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return over_ || parts_.size() < kPartsAhead; });
  if (over_) return false;
  parts_.push_back(std::move(part));
  changed_.notify_all();
  return true;
}

base::Result<LogAhead::Part> LogAhead::take_part() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return done_ || !parts_.empty(); });
  if (!parts_.empty()) {
    auto part = std::move(parts_.front());
    parts_.pop_front();
    changed_.notify_all();
    return part;
  }
  if (thrown_) std::rethrow_exception(thrown_);
  return Part{};
}

base::Result<std::vector<statement::SignedStatement>> LogAhead::next(std::uint64_t count) {
  Part out;
  out.reserve(std::min(count, to_ - from_));
  while (out.size() < count) {
    if (given_ == begun_.size()) {
      auto part = take_part();
      if (!part) return tl::unexpected(part.error());
      if (part->empty()) break;
      begun_ = std::move(*part);
      given_ = 0;
    }
    const auto some = std::min<std::uint64_t>(count - out.size(), begun_.size() - given_);
    const auto first = begun_.begin() + static_cast<std::ptrdiff_t>(given_);
    std::move(first, first + static_cast<std::ptrdiff_t>(some), std::back_inserter(out));
    given_ += some;
  }
  return out;
}

}  // namespace palitan::node
