#include "people/caller.h"

#include <fmt/format.h>

#include "api/gzip.h"
#include "prepared.h"

namespace palitan::bench {
namespace {
constexpr std::size_t kAnswerMax = 64 * 1024 * 1024;
}

Caller::Caller(net::Target target, const std::string& token)
    : client_(std::move(target)),
      headers_{{"Authorization", "Bearer " + token}, {"Accept-Encoding", "gzip"}} {}

Caller::Caller(net::Target pages)
    : client_(std::move(pages)),
      headers_{{"Host", "localhost"}, {"x-palitan", "1"}, {"Accept-Encoding", "gzip"}} {}

Ran Caller::sign_in(const std::string& office, const std::string& passphrase) {
  const nlohmann::json words = {{"office", office}, {"passphrase", passphrase}};
  net::Request request;
  request.method = "POST";
  request.target = "/v1/session";
  request.headers = headers_;
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = words.dump();
  const auto answer = client_.send(request);
  if (!answer) return failed(answer.error().what);
  if (answer->status != 201) return failed(fmt::format("signing in: {} {}", answer->status, answer->body));
  std::string cookies;
  for (const auto& [name, value] : answer->headers)
    if (name == "set-cookie" || name == "Set-Cookie")
      cookies += (cookies.empty() ? "" : "; ") + value.substr(0, value.find(';'));
  headers_.emplace_back("Cookie", cookies);
  return {};
}

tl::expected<Asked, std::string> Caller::send(net::Request request) {
  request.headers.insert(request.headers.end(), headers_.begin(), headers_.end());
  const Watch watch;
  auto answer = client_.send(request);
  const auto took = watch.seconds();
  if (!answer) return failed(request.target + ": " + answer.error().what);
  Asked out{answer->status, {}, answer->body.size(), took * 1e3};
  if (answer->header("content-encoding") == "gzip") {
    auto plain = api::gunzip(answer->body, kAnswerMax);
    if (!plain) return failed(request.target + ": the answer cannot be unpacked");
    out.body = std::move(*plain);
  } else {
    out.body = std::move(answer->body);
  }
  return out;
}

tl::expected<Asked, std::string> Caller::get(const std::string& target) {
  net::Request request;
  request.target = target;
  return send(std::move(request));
}

tl::expected<Asked, std::string> Caller::get_to_the_end(const std::string& target) {
  auto out = get(target);
  while (out && out->status == 200) {
    const auto json = nlohmann::json::parse(out->body, nullptr, false);
    if (!json.is_object() || !json.contains("next")) return out;
    auto more = get(target + "&from=" + json.at("next").get<std::string>());
    if (!more) return more;
    more->milliseconds += out->milliseconds;
    more->on_wire += out->on_wire;
    out = std::move(more);
  }
  return out;
}

tl::expected<Asked, std::string> Caller::post(const std::string& target, std::string json) {
  net::Request request;
  request.method = "POST";
  request.target = target;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(json);
  return send(std::move(request));
}

tl::expected<nlohmann::json, std::string> Caller::read(const std::string& target) {
  const auto answer = get(target);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return failed(fmt::format("{}: {} {}", target, answer->status, answer->body));
  auto out = nlohmann::json::parse(answer->body, nullptr, false);
  if (out.is_discarded()) return failed(target + ": no JSON");
  return out;
}

}  // namespace palitan::bench
