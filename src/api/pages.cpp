#include "api/pages.h"

#include <algorithm>
#include <array>

#include "api/gzip.h"

namespace palitan::api {
namespace {

using base::Code;

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::size_t kWorthGzip = 1'000;   // bytes; below it saves nothing
constexpr std::size_t kGzipMax = 32 << 20;  // of an answer; larger ones are files and go as they are
constexpr std::size_t kAssetMax = 64 << 20;

/// A page may show and ask nothing but what comes from this node, and no page of elsewhere may show it.
constexpr std::array kGuards = {
    std::pair{"content-security-policy",
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
              "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
              "base-uri 'none'; frame-ancestors 'none'"},
    std::pair{"x-content-type-options", "nosniff"},
    std::pair{"referrer-policy", "no-referrer"},
    std::pair{"cross-origin-opener-policy", "same-origin"},
    std::pair{"cross-origin-resource-policy", "same-origin"},
};

/// What a document may not ask of the browser. Scripts, styles and answers have no use for it, and each costs
/// its bytes on a slow link.
constexpr std::string_view kPermissions =
    "accelerometer=(), autoplay=(), bluetooth=(), camera=(), "
    "display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), "
    "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), "
    "screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), "
    "xr-spatial-tracking=()";

constexpr std::string_view kNotBuilt =
    "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Palitan</title>\n"
    "<h1>The pages are not in this program</h1>\n"
    "<p>The node runs and its interface answers below <code>/v1/</code>. To have the pages, build them and "
    "then the program again:</p>\n"
    "<pre>npm --prefix web ci\nnpm --prefix web run build\ncmake --build build</pre>\n</html>\n";

/// What is read as text is sent compressed where that helps and is wanted.
void compress(net::Response& response) {
  const auto type = response.header("content-type").value_or("");
  const bool text = type.find("json") != type.npos || type.starts_with("text/csv") ||
                    type.starts_with("text/plain") || type.starts_with("text/calendar");
  if (!text || response.body.size() < kWorthGzip || response.body.size() > kGzipMax) return;
  if (response.header("content-encoding")) return;
  response.body = gzip(response.body);
  response.headers.emplace_back("content-encoding", "gzip");
}

net::Respond guarded(net::Respond respond, bool takes_gzip) {
  return [respond = std::move(respond), takes_gzip](net::Response response) {
    if (takes_gzip) compress(response);
    for (const auto& [name, value] : kGuards)
      if (!response.header(name)) response.headers.emplace_back(name, value);
    if (response.header("content-type").value_or("").starts_with("text/html"))
      response.headers.emplace_back("permissions-policy", kPermissions);
    if (!response.header("cache-control")) response.headers.emplace_back("cache-control", "no-store");
    response.headers.emplace_back("vary", "Accept-Encoding");
    respond(std::move(response));
  };
}

const Asset* asset_of(const App& app, std::string_view path) {
  const auto& assets = app.pages.assets;
  const auto found =
      std::find_if(assets.begin(), assets.end(), [&](const Asset& asset) { return asset.path == path; });
  return found == assets.end() ? nullptr : &*found;
}

/// Names below /assets/ change with their bytes; everything else is asked about each time.
net::Response file(const Asset& asset, const net::Request& request) {
  const bool for_ever = asset.path.starts_with("/assets/");
  net::Response out{200,
                    {{"content-type", std::string(asset.type)},
                     {"cache-control", std::string(for_ever ? kForEver : "no-cache")},
                     {"etag", std::string(asset.etag)}},
                    {}};
  if (const auto known = request.header("if-none-match"); known && known->find(asset.etag) != known->npos) {
    out.status = 304;
    return out;
  }
  if (accepts_gzip(request.header("accept-encoding"))) {
    out.headers.emplace_back("content-encoding", "gzip");
    out.body = asset.gzip;
    return out;
  }
  auto plain = gunzip(asset.gzip, kAssetMax);
  if (!plain) return problem(Code::local_damaged, std::string(asset.path));
  out.body = std::move(*plain);
  return out;
}

net::Response page(const App& app, const net::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return {405, {{"allow", "GET, HEAD"}}, {}};
  if (const auto* asset = asset_of(app, request.path())) return file(*asset, request);
  if (request.path().starts_with("/assets/"))
    return problem(Code::local_not_found, std::string(request.path()));
  // Every other address is one of the application's own: it shows what belongs there.
  if (const auto* index = asset_of(app, kIndex)) return file(*index, request);
  return {200,
          {{"content-type", "text/html; charset=utf-8"}, {"cache-control", "no-store"}},
          std::string(kNotBuilt)};
}

}  // namespace

void serve_pages(const std::shared_ptr<App>& app, Call call) {
  call.respond = guarded(std::move(call.respond), accepts_gzip(call.request.header("accept-encoding")));
  follow(*app, call);  // nearer to the answer: it is not compressed there yet
  if (!known_host(*app, call.request))
    return call.respond(problem(Code::local_not_authorised,
                                "the address in the browser is not one that this listener was given"));
  if (is_interface(call.request.path())) return serve(app, std::move(call));
  call.respond(page(*app, call.request));
}

}  // namespace palitan::api
