#include "api/rates.h"

#include <algorithm>

namespace palitan::api {
namespace {

constexpr const char* kOthers = "others";

double filled(double left, const Rates::Limit& limit, Rates::Steady::duration since) {
  const auto seconds = std::chrono::duration<double>(since).count();
  return std::min(limit.burst, left + seconds * limit.per_second);
}

}  // namespace

bool Rates::take(const std::string& caller, const Limit& limit) {
  const auto now = limits_.now();
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(caller);
  if (found == buckets_.end()) {
    if (buckets_.size() >= limits_.most) forget(now);
    const auto& name = buckets_.size() >= limits_.most ? kOthers : caller;
    found = buckets_.try_emplace(name, Bucket{limit.burst, now, limit}).first;
  }
  auto& bucket = found->second;
  bucket.left = filled(bucket.left, bucket.limit, now - bucket.at);
  bucket.at = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

void Rates::forget(Steady::time_point now) {
  std::erase_if(buckets_, [&](const auto& one) {
    const auto& bucket = one.second;
    return filled(bucket.left, bucket.limit, now - bucket.at) >= bucket.limit.burst;
  });
}

std::size_t Rates::callers() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace palitan::api
