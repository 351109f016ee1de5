// Two nodes with their interfaces on loopback, and a clerk who talks to one. Tests only.
#pragma once
#include "api/api.h"
#include "api/json_view.h"
#include "net/client.h"
#include "node/test_kit.h"

namespace palitan::api::kit {

using namespace node::kit;
struct Answer {
  int status = 0;
  std::string type;
  std::string text;
  Json json;
};

/// A local client of one node.
class Clerk {
 public:
  explicit Clerk(node::Service& service) : Clerk(target_of(service), service.token()) {}
  Clerk(net::Target target, std::string token) : client_(std::move(target)), token_(std::move(token)) {}

  static net::Target target_of(node::Service& service) {
    net::Target out;
    out.port = service.port();
    out.tls = service.folder().file().tls;
    out.server_key = service.keys().node_key();
    return out;
  }

  Answer send(net::Request request) {
    if (!token_.empty()) request.headers.emplace_back("authorization", "Bearer " + token_);
    const auto response = client_.send(request);
    if (!response) return {0, {}, response.error().what, {}};
    Answer out{
        response->status, std::string(response->header("content-type").value_or("")), response->body, {}};
    if (out.type.find("json") != std::string::npos) out.json = Json::parse(out.text, nullptr, false);
    return out;
  }
  Answer get(const std::string& path, const std::string& accept = {}) {
    net::Request request;
    request.target = path;
    if (!accept.empty()) request.headers.emplace_back("accept", accept);
    return send(std::move(request));
  }
  Answer post(const std::string& path, std::string body, const std::string& type = "application/json") {
    net::Request request;
    request.method = "POST";
    request.target = path;
    request.headers.emplace_back("content-type", type);
    request.body = std::move(body);
    return send(std::move(request));
  }

 private:
  net::Client client_;
  std::string token_;
};

/// A problem without the id of its request, which no two have in common.
inline std::string but_request(std::string body) {
  constexpr std::string_view kMember = "\"request\":\"";
  const auto at = body.find(kMember);
  if (at == body.npos) return body;
  return body.erase(at, body.find(',', at) + 1 - at);
}

inline std::string hex(const auto& id) { return base::to_hex(id.view()); }

/// Two founded nations and their services, started on ports of the system's choice and joined.
class Pair {
 public:
  explicit Pair(bool tls = true)
      : folders_{make_party(temp_.path(), "jpn", tls), make_party(temp_.path(), "phl", tls)},
        partnership(found(folders_)) {
    options.propose_every_ms = 20;
    options.decline_after_ms = 2'000;
    options.peer_options.every = 200ms;
    options.peer_options.backoff_max = 200ms;
  }
  /// Starts both and joins them.
  void start() {
    jpn = open("jpn");
    phl = open("phl");
    jpn->join({{"phl", "127.0.0.1", phl->port()}});
    phl->join({{"jpn", "127.0.0.1", jpn->port()}});
  }
  std::unique_ptr<node::Service> open(const std::string& party) {
    auto service = node::Service::open(dir(party), kPassphrase, options);
    PALITAN_CHECK(service.has_value());
    (*service)->start(handler(**service)).value();
    return std::move(*service);
  }
  std::filesystem::path dir(const std::string& party) const { return temp_.path() / party; }
  std::string base_path() const { return "/v1/partnerships/" + hex(partnership); }

 private:
  TempFolder temp_;
  std::vector<node::Folder> folders_;

 public:
  node::ServiceOptions options;
  base::Id partnership;
  std::unique_ptr<node::Service> jpn;
  std::unique_ptr<node::Service> phl;
};

}  // namespace palitan::api::kit
