// By what one finds that somebody holds something of a book: the ids of its acts, their signatures and
// bodies, the texts in them, and the accounts of their postings.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/contract.h"

namespace palitan::cli {

class BookMarks {
 public:
  /// What is shorter says nothing of where it came from.
  static constexpr std::size_t kLeast = 8;

  /// Everything of a record: agreed, pending and held.
  void add_book(const store::Store& store);
  /// Ids, texts, bodies and accounts that the acts of an outsider's own book hold mark nothing. Its
  /// disclosures do not count for that: what they brought is what is looked for.
  void leave_out_what_stands_in(const store::Store& own);
  void add(std::string name, std::string spelling);

  std::size_t size() const { return names_.size(); }
  /// The names of the marks that stand in these bytes.
  std::set<std::string> found_in(std::string_view bytes) const;

 private:
  /// By their first kLeast bytes.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>> by_head_;
  std::set<std::string> names_;
};

/// All bytes of a record as its store has them: statements, accords, facts, postings, notes.
std::string all_bytes_of(const store::Store& store);
/// What the disclosures in a record show on purpose: of each, the founding, the changes of keys, the
/// appointments, the act, its result. Not the hashes beside them.
std::string shown_on_purpose(const store::Store& store);

}  // namespace palitan::cli
