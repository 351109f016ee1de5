// Passes connections on to another listener, byte for byte: what is said in them, TLS included, stays between
// the two ends.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/refusal.h"
#include "net/http.h"

namespace palitan::net {

class Splice {
 public:
  struct Options {
    std::string address = "127.0.0.1";   ///< numeric, v4 or v6
    std::uint16_t port = 0;              ///< 0: the system picks
    std::size_t max_connections = 1024;  ///< more are closed at once
    /// How long a connection waits for somewhere to go. Nothing of it is read until there is.
    std::chrono::milliseconds hold_for{5'000};
    std::chrono::milliseconds connect_timeout{2'000};
    /// After which a connection ends in which no byte moves. The listener beyond has its own, shorter times.
    std::chrono::milliseconds idle_timeout{300'000};
    /// Said to one that waited in vain, where HTTP is spoken without TLS; empty: it is closed.
    std::optional<Response> last_words;
  };
  /// Numeric.
  struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
    bool operator==(const Endpoint&) const = default;
  };
  struct Figures {
    std::size_t open = 0;           ///< connections now, those that wait too
    std::uint64_t passed_on = 0;    ///< all that reached the other listener
    std::uint64_t turned_away = 0;  ///< all that were too many, or waited in vain
  };

  explicit Splice(Options options);
  ~Splice();  ///< stops
  Splice(const Splice&) = delete;
  Splice& operator=(const Splice&) = delete;

  /// Listens and passes on until stop(), on one thread of its own; returns the port. Fails as
  /// Server::start(). REQUIRES: called once.
  base::Outcome<std::uint16_t> start();
  std::uint16_t port() const;  ///< 0 before start()

  /// Where connections go from now on, those that wait too; empty: new ones wait. Who is connected to another
  /// place than the one named is cut off; with none named he stays. An address that cannot be read is none.
  /// REQUIRES: started, it is not this listener. Any thread.
  void pass_to(const std::optional<Endpoint>& to);
  /// Frees the port before it returns; connections go on. REQUIRES: started. Any thread but the splice's own.
  void stop_listening();
  Figures figures() const;  ///< any thread

  /// Ends every connection at once.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palitan::net
