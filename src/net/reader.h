// Internal: bytes of HTTP/1.1 become messages, as they come. Only beast.cpp behind it includes Boost.Beast.
#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

#include "net/http.h"

namespace palitan::net {

/// The most bytes that start line and header may take. A buffer of this size always lets a reader go on or
/// fail.
inline constexpr std::size_t kHeaderLimit = 16 * 1024;

enum class Reading { header, body, done, failed };

/// One request after another. Not thread safe.
class RequestReader {
 public:
  explicit RequestReader(std::size_t max_body);
  ~RequestReader();

  /// Takes bytes up to the end of the request; returns how many it took. What it left must be offered again
  /// with more behind it. REQUIRES: state() is header or body.
  std::size_t feed(std::string_view bytes);
  Reading state() const;
  std::size_t body_size() const;  ///< so far
  int status() const;             ///< with which a failed request is answered: 400, 413 or 431
  bool keep_alive() const;        ///< REQUIRES: done
  bool expects_continue() const;  ///< RFC 9110 section 10.1.1; REQUIRES: body or done
  /// Hands the request over and starts on the next. REQUIRES: done.
  Request take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class ResponseReader {
 public:
  explicit ResponseReader(std::size_t max_body);
  ~ResponseReader();

  /// Starts on a new response; `head`: to a HEAD request, so without body.
  void start(bool head);
  std::size_t feed(std::string_view bytes);
  void feed_end();  ///< the peer sends no more: completes a body without length, else fails
  Reading state() const;
  bool keep_alive() const;  ///< REQUIRES: done
  Response take();          ///< REQUIRES: done

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palitan::net
