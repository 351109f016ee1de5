// Handling markings: what counts as an act's, and what may leave a node (spec/log.md section 13).
#pragma once
#include "statement/envelope.h"

namespace palitan::kernel {

/// Its own marking, or a higher one of what it carries: a disclosure has that of the act it discloses.
statement::Marking marking_of(const statement::Content& act);

/// What is about to leave a node, held against its ceiling act by act. A list has the highest marking in it.
class Leaving {
 public:
  explicit Leaving(statement::Marking ceiling) : ceiling_(ceiling) {}
  /// Refusal: local_marking, naming the act; nothing may leave then.
  base::Result<void> take(const statement::Statement& act);
  statement::Marking highest() const { return highest_; }

 private:
  statement::Marking ceiling_;
  statement::Marking highest_ = statement::Marking::unclassified;
};

/// May something of that marking be signed, taken or handed out under that ceiling? Refusal: local_marking.
base::Result<void> check_marking(statement::Marking marking, statement::Marking ceiling,
                                 std::string_view what = {});

}  // namespace palitan::kernel
