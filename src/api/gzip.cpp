#include "api/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "base/check.h"

namespace palitan::api {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to ask for the gzip form
constexpr int kLevel = 6;
constexpr int kMemory = 8;

Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib only reads it
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  PALITAN_CHECK(deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  PALITAN_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t max) {
  z_stream stream{};
  PALITAN_CHECK(inflateInit2(&stream, kGzipWindow) == Z_OK);
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::string part(64 * 1024, '\0');
  int state = Z_OK;
  while (state == Z_OK && out.size() <= max) {
    stream.next_out = bytes_of(part);
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(part, 0, part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || out.size() > max) return std::nullopt;
  return out;
}

bool accepts_gzip(std::optional<std::string_view> header) {
  std::string_view rest = header.value_or("");
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const auto name = trimmed(one.substr(0, one.find(';')));
    if (name != "gzip" && name != "*") continue;
    const auto weight = one.find("q=");
    return weight == one.npos || one.substr(weight + 2).find_first_of("123456789") != one.npos;
  }
  return false;
}

}  // namespace palitan::api
