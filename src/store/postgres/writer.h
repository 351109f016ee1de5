// What a commit changes, as statements over whole arrays: one way to the server to look, one to change.
#pragma once
#include <unordered_map>

#include "store/postgres/session.h"

namespace palitan::store::postgres {

/// Used by the writer's thread only, destruction included.
class Writer {
 public:
  /// Refusals as open_postgres(). Throws Fault.
  static base::Result<std::unique_ptr<Writer>> open(Place place, const PostgresOptions& options);

  /// See open_postgres().
  base::Outcome<void> commit(const Commit& commit);
  base::Outcome<void> drop_derived();
  std::uint64_t commits() const { return session_->commits(); }
  base::Outcome<void> renew() { return session_->renew(); }
  std::uint64_t turn() const { return session_->turn(); }

 private:
  explicit Writer(std::unique_ptr<Session> session) : session_(std::move(session)) {}
  std::unique_ptr<Session> session_;
};

}  // namespace palitan::store::postgres
