// Compares the code of a paper with a record (spec/paper.md).
#pragma once
#include <functional>
#include <vector>

#include "base/enum.h"
#include "papers/form_code.h"

namespace palitan::papers {

#define PALITAN_PAPER_FINDINGS(X)                                                      \
  X(1, proven)            /* the act stands under the root that the paper names */     \
  X(2, agreed_since)      /* pending when printed, in the log by now */                \
  X(3, still_pending)     /* pending when printed and now */                           \
  X(4, other_partnership) /* of another record */                                      \
  X(5, act_unknown)       /* this node never had it */                                 \
  X(6, accord_unknown)    /* this node has not come so far */                          \
  X(7, other_root)        /* this record has another root at that accord */            \
  X(8, not_in_accord)     /* the act is here, but not among what that accord covers */ \
  X(9, record_damaged)    /* this record's own log does not lead to its own root */
PALITAN_ENUM(PaperFinding, PALITAN_PAPER_FINDINGS)

/// What the check reads of a record.
struct PaperSource {
  base::Id partnership;
  /// Place and accord of an act; the inner one empty while it is pending, the outer one where it is not here.
  struct Place {
    std::uint64_t position = 0;
    std::uint64_t height = 0;
  };
  std::function<std::optional<std::optional<Place>>(const base::Id&)> place;
  /// The cosigned note of an accord; nothing where the record has not come so far.
  std::function<std::optional<std::string>(std::uint64_t height)> note;
  /// Ids of the first `count` acts of the log.
  std::function<std::vector<base::Id>(std::uint64_t count)> log;
};

struct PaperCheck {
  PaperFinding finding = PaperFinding::act_unknown;
  std::optional<PaperSource::Place> place;  ///< of the act, where it is in the log
  std::uint64_t size = 0;                   ///< of the log at the paper's accord
  std::vector<std::string> cosigners;       ///< names of the keys under that accord
  bool holds() const {
    return finding == PaperFinding::proven || finding == PaperFinding::agreed_since ||
           finding == PaperFinding::still_pending;
  }
};

/// Finds the act, takes the root from the record's own cosigned checkpoint, and leads a Merkle inclusion
/// proof from the act to the root on the paper.
PaperCheck check_paper(const PaperCode& code, const PaperSource& source);
/// What that means, in whole sentences for whoever holds the paper; also what it does not prove.
std::string sentences(const PaperCode& code, const PaperCheck& check);

}  // namespace palitan::papers
