// What a store's read throws when it cannot be answered.
#pragma once
#include <stdexcept>

namespace palitan::store {

/// A read met a broken file or disk, or a database that does not answer. Reads have no other way to say so,
/// and "absent" would be a lie.
struct ReadFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The database did not answer in time. Nothing is broken: the same read may succeed later.
struct ReadAway : ReadFault {
  using ReadFault::ReadFault;
};

}  // namespace palitan::store
