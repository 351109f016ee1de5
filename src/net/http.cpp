#include "net/http.h"

#include <algorithm>

#include "net/encode.h"

namespace palitan::net {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

std::optional<std::string_view> find(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

bool written_by_us(std::string_view name) {
  return same_name(name, "content-length") || same_name(name, "transfer-encoding") ||
         same_name(name, "connection");
}

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || kMarks.find(c) != kMarks.npos;
  });
}

void append_headers(std::string& out, const Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (!token(name) || written_by_us(name)) continue;
    out.append(name).append(": ");
    for (const char c : value) out += control(c) ? ' ' : c;
    out += "\r\n";
  }
}

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "";  // the phrase may be empty (RFC 9112 section 4)
  }
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::path() const { return std::string_view{target}.substr(0, target.find('?')); }

std::optional<std::string> Request::query(std::string_view name) const {
  const auto mark = target.find('?');
  if (mark == target.npos) return std::nullopt;
  std::string_view rest = std::string_view{target}.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    if (percent_decode(pair.substr(0, equals)) != name) continue;
    return equals == pair.npos ? std::string{} : percent_decode(pair.substr(equals + 1));
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::header(std::string_view name) const { return find(headers, name); }
std::optional<std::string_view> Response::header(std::string_view name) const { return find(headers, name); }

bool sendable(const Request& request) {
  return token(request.method) && !request.target.empty() &&
         std::ranges::none_of(request.target, [](char c) { return c == ' ' || control(c); });
}

std::string encode(const Request& request, std::string_view host) {
  std::string out;
  out.reserve(256 + request.body.size());
  out.append(request.method).append(" ").append(request.target).append(" HTTP/1.1\r\n");
  if (!request.header("host")) out.append("Host: ").append(host).append("\r\n");
  append_headers(out, request.headers);
  out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n\r\n");
  return out += request.body;
}

std::string encode(const Response& response, bool keep_alive, bool head) {
  std::string out;
  out.reserve(256 + response.body.size());
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  out.append(reason(response.status)).append("\r\n");
  append_headers(out, response.headers);
  if (!keep_alive) out += "Connection: close\r\n";
  const bool bodiless = response.status < 200 || response.status == 204 || response.status == 304;
  if (bodiless) return out += "\r\n";
  out.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n\r\n");
  return head ? out : out += response.body;
}

}  // namespace palitan::net
