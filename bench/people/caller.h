// One who asks a node over one connection, as a program with the token or as a browser that is signed in.
#pragma once
#include <nlohmann/json.hpp>

#include "bench.h"
#include "net/client.h"

namespace palitan::bench {

struct Asked {
  int status = 0;
  std::string body;         ///< not compressed
  std::size_t on_wire = 0;  ///< bytes of the body as sent
  double milliseconds = 0;  ///< from handing the request over to holding its whole answer
};

class Caller {
 public:
  /// A local program that shows the token.
  Caller(net::Target target, const std::string& token);
  /// A browser; nobody is signed in yet.
  explicit Caller(net::Target pages);

  /// Status 201 and the session's cookie are kept.
  Ran sign_in(const std::string& office, const std::string& passphrase);
  tl::expected<Asked, std::string> get(const std::string& target);
  /// The same, and on with each answer's `next` until there is none: times and bytes together, and the last
  /// answer's status and body.
  tl::expected<Asked, std::string> get_to_the_end(const std::string& target);
  tl::expected<Asked, std::string> post(const std::string& target, std::string json);
  /// The JSON of a 200.
  tl::expected<nlohmann::json, std::string> read(const std::string& target);

 private:
  tl::expected<Asked, std::string> send(net::Request request);

  net::Client client_;
  net::Headers headers_;
};

}  // namespace palitan::bench
