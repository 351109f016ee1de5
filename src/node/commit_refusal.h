// Internal: what a commit that failed says to those who waited for it.
#pragma once
#include "store/postgres.h"

namespace palitan::node {

inline base::Refusal commit_refusal(const base::Failure& failure) {
  using base::Code;
  if (failure.kind == base::Failure::Kind::stop) return {Code::local_stopped, {}, failure.what};
  const bool away = failure.what.starts_with(store::kNotTaken);
  return {away ? Code::local_busy : Code::local_disk_full, {}, failure.what};
}

}  // namespace palitan::node
