// Signatures of a large message, checked on other threads ahead of the one that takes its statements in.
// Inside Book only. What is taken in, in what order and with what refusal does not depend on it.
#pragma once
#include <atomic>
#include <deque>
#include <thread>
#include <vector>

#include "statement/envelope.h"

namespace palitan::node {

/// A statement of a message, and the key that it is probably signed with: whoever takes it in knows for sure.
struct ToCheck {
  statement::Statement act;
  std::optional<base::PublicKey> key;
};

/// Belongs to one thread, and ends its helpers with itself.
class SignaturesAhead {
 public:
  /// Below that many, starting a thread costs more than it saves.
  static constexpr std::size_t kWorth = 32;

  /// `helpers`: threads beside this one; 0: none, and nothing is checked ahead.
  SignaturesAhead(std::vector<ToCheck> acts, unsigned helpers);
  ~SignaturesAhead();
  SignaturesAhead(const SignaturesAhead&) = delete;
  SignaturesAhead& operator=(const SignaturesAhead&) = delete;

  std::size_t size() const { return items_.size(); }
  /// The statement at a place, checked ahead where a helper had come so far; while a helper is at it, this
  /// thread checks others. REQUIRES: each place once.
  statement::Statement take(std::size_t place);

 private:
  enum class Stage : std::uint8_t { waits, taken, checked };
  struct Item {
    explicit Item(ToCheck of) : act(std::move(of.act)), key(of.key) {}
    statement::Statement act;
    std::optional<base::PublicKey> key;
    std::atomic<Stage> stage = Stage::waits;
  };
  void help();
  /// Checks the next one that nobody has begun. False: there is none.
  bool help_once();

  std::deque<Item> items_;  // an atomic cannot move
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> over_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace palitan::node
