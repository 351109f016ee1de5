// The only file that includes Boost.Beast: its parser writes straight into our messages.
#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>

#include "base/check.h"
#include "net/reader.h"

namespace palitan::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

/// What a request and a response have in common.
template <bool is_request, class Message>
class Parser final : public http::basic_parser<is_request> {
 public:
  Message message;

  Parser(std::size_t max_body, bool without_body) {
    this->header_limit(static_cast<std::uint32_t>(kHeaderLimit));
    this->body_limit(max_body);
    this->eager(true);
    if (without_body) this->skip(true);
  }

 private:
  void on_request_impl(http::verb, string_view method, string_view target, int, error_code&) override {
    if constexpr (is_request) {
      message.method.assign(method.data(), method.size());
      message.target.assign(target.data(), target.size());
      header_size_ = method.size() + target.size();
    }
  }
  void on_response_impl(int status, string_view, int, error_code&) override {
    if constexpr (!is_request) message.status = status;
  }
  void on_field_impl(http::field, string_view name, string_view value, error_code& fault) override {
    // Beast holds its own limit against the bytes of one reading only: fields that come one by one pass it.
    header_size_ += name.size() + value.size() + 4;
    if (header_size_ > kHeaderLimit) {
      fault = http::error::header_limit;
      return;
    }
    message.headers.emplace_back(std::piecewise_construct, std::forward_as_tuple(name.data(), name.size()),
                                 std::forward_as_tuple(value.data(), value.size()));
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    // A claimed length earns little memory before its bytes come.
    constexpr std::uint64_t kAtFirst = 64 * 1024;
    if (length) message.body.reserve(static_cast<std::size_t>(std::min(*length, kAtFirst)));
  }
  std::size_t on_body_impl(string_view body, error_code&) override {
    message.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    message.body.append(body.data(), body.size());
    return body.size();
  }
  void on_finish_impl(error_code&) override {}

  std::size_t header_size_ = 0;
};

template <bool is_request, class Message>
struct Engine {
  std::size_t max_body = 0;
  std::optional<Parser<is_request, Message>> parser;
  error_code fault;

  void start(bool without_body) {
    parser.emplace(max_body, without_body);
    fault = {};
  }
  std::size_t feed(std::string_view bytes) {
    PALITAN_CHECK(!fault && !parser->is_done());
    const std::size_t taken = parser->put({bytes.data(), bytes.size()}, fault);
    if (fault == http::error::need_more) fault = {};
    return taken;
  }
  Reading state() const {
    if (fault) return Reading::failed;
    if (parser->is_done()) return Reading::done;
    return parser->is_header_done() ? Reading::body : Reading::header;
  }
  Message take() {
    PALITAN_CHECK(state() == Reading::done);
    return std::move(parser->message);
  }
};

}  // namespace

struct RequestReader::State : Engine<true, Request> {};

RequestReader::RequestReader(std::size_t max_body) : state_(std::make_unique<State>()) {
  state_->max_body = max_body;
  state_->start(false);
}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) { return state_->feed(bytes); }
Reading RequestReader::state() const { return state_->state(); }
std::size_t RequestReader::body_size() const { return state_->parser->message.body.size(); }
bool RequestReader::keep_alive() const { return state_->parser->keep_alive(); }

int RequestReader::status() const {
  if (state_->fault == http::error::body_limit) return 413;
  return state_->fault == http::error::header_limit ? 431 : 400;
}

bool RequestReader::expects_continue() const {
  const auto value = state_->parser->message.header("expect");
  return value && *value == "100-continue";
}

Request RequestReader::take() {
  Request out = state_->take();
  state_->start(false);
  return out;
}

struct ResponseReader::State : Engine<false, Response> {};

ResponseReader::ResponseReader(std::size_t max_body) : state_(std::make_unique<State>()) {
  state_->max_body = max_body;
  state_->start(false);
}
ResponseReader::~ResponseReader() = default;

void ResponseReader::start(bool head) { state_->start(head); }
std::size_t ResponseReader::feed(std::string_view bytes) { return state_->feed(bytes); }
Reading ResponseReader::state() const { return state_->state(); }
bool ResponseReader::keep_alive() const { return state_->parser->keep_alive(); }
Response ResponseReader::take() { return state_->take(); }

void ResponseReader::feed_end() {
  if (state_->parser->got_some())
    state_->parser->put_eof(state_->fault);
  else
    state_->fault = http::error::end_of_stream;
}

}  // namespace palitan::net
