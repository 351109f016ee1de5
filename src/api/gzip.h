// Internal: what is sent compressed, and what comes out of the program compressed.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace palitan::api {

/// As a gzip member (RFC 1952) without name and time, so that the same bytes give the same.
std::string gzip(std::string_view bytes);
/// What a gzip member holds; nothing where it is not one or holds more than `max`.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t max);
/// Does `Accept-Encoding` take gzip (RFC 9110 section 12.5.3)? `header` absent: no.
bool accepts_gzip(std::optional<std::string_view> header);

}  // namespace palitan::api
