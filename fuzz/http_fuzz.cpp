// Any bytes as HTTP/1.1, as a server and as a client read it: in one piece or in pieces, the same messages
// come out and the same bytes are left; what was read as a request and may be sent is sent and read again to
// the same. Input: a byte that cuts the pieces, a byte that bounds the body, then the wire.
#include <algorithm>

#include "base/check.h"
#include "kit/text_mutator.h"
#include "net/encode.h"
#include "net/reader.h"

namespace {
using namespace palitan;

struct Seen {
  std::vector<net::Request> requests;
  bool failed = false;
  std::size_t taken = 0;
};

/// As a connection does it: what was not taken is offered again with more behind it.
Seen read(std::string_view wire, std::size_t piece, std::size_t max_body) {
  net::RequestReader reader(max_body);
  Seen out;
  std::string held;
  while (!out.failed && (!wire.empty() || !held.empty())) {
    const auto more = std::min(piece, wire.size());
    held.append(wire.substr(0, more));
    wire.remove_prefix(more);
    for (bool on = true; on && !held.empty();) {
      const auto taken = reader.feed(held);
      PALITAN_CHECK(taken <= held.size());
      held.erase(0, taken);
      out.taken += taken;
      PALITAN_CHECK(reader.body_size() <= max_body);
      on = reader.state() == net::Reading::done;
      if (on) {
        (void)reader.keep_alive();
        (void)reader.expects_continue();
        out.requests.push_back(reader.take());
      } else if (reader.state() == net::Reading::failed) {
        const auto status = reader.status();
        PALITAN_CHECK(status == 400 || status == 413 || status == 431);
        out.failed = true;
      }
    }
    if (more == 0 || held.size() >= net::kHeaderLimit) break;
  }
  return out;
}

bool same(const net::Request& a, const net::Request& b) {
  return a.method == b.method && a.target == b.target && a.headers == b.headers && a.body == b.body;
}

void send_again(const net::Request& request) {
  (void)request.path();
  (void)request.query("a");
  (void)request.header("Content-Type");
  if (!net::sendable(request)) return;
  auto plain = request;
  plain.headers.clear();
  plain.headers.emplace_back("x", "a\r\nSet-Cookie: b");
  const auto wire = net::encode(plain, "localhost");
  if (wire.size() - plain.body.size() >= net::kHeaderLimit) return;
  const auto seen = read(wire, wire.size(), wire.size());
  PALITAN_CHECK(!seen.failed && seen.requests.size() == 1 && seen.taken == wire.size());
  const auto& again = seen.requests[0];
  PALITAN_CHECK(again.method == plain.method && again.target == plain.target && again.body == plain.body);
  PALITAN_CHECK(!again.header("set-cookie"));
}

void read_response(std::string_view wire, std::size_t max_body) {
  net::ResponseReader reader(max_body);
  reader.start(false);
  while (!wire.empty() && (reader.state() == net::Reading::header || reader.state() == net::Reading::body)) {
    const auto taken = reader.feed(wire);
    if (taken == 0) break;
    wire.remove_prefix(taken);
  }
  if (reader.state() == net::Reading::header || reader.state() == net::Reading::body) reader.feed_end();
  if (reader.state() != net::Reading::done) return;
  const auto response = reader.take();
  PALITAN_CHECK(response.body.size() <= max_body);
  const auto written = net::encode(response, true, false);
  PALITAN_CHECK(!written.empty());
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view wire(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t max_body = data[1] < 8 ? data[1] : 4'096;
  const auto whole = read(wire, wire.size() + 1, max_body);
  const auto pieces = read(wire, 1 + data[0] % 64, max_body);
  const auto both = std::min(whole.requests.size(), pieces.requests.size());
  PALITAN_CHECK(both == whole.requests.size() && both == pieces.requests.size());
  // In one piece a fault may be seen before the header ends; what fails in pieces always fails whole.
  PALITAN_CHECK(whole.failed || !pieces.failed);
  for (std::size_t i = 0; i < both; ++i) PALITAN_CHECK(same(whole.requests[i], pieces.requests[i]));
  for (const auto& request : whole.requests) send_again(request);
  read_response(wire, max_body);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  static const std::vector<std::string> kLines = {"Content-Length: 5",
                                                  "Content-Length: 18446744073709551616",
                                                  "Transfer-Encoding: chunked",
                                                  "Transfer-Encoding: identity",
                                                  "Connection: close",
                                                  "Expect: 100-continue",
                                                  "5;a=b",
                                                  "0",
                                                  "",
                                                  " folded",
                                                  "GET /v1/a?a=%41+b&a=%4 HTTP/1.1",
                                                  "POST / HTTP/1.0"};
  return fuzz::change_lines(data, size, max_size, seed, 2, "\r\n", kLines);
}
