#include "papers/form_code.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace palitan::papers {
namespace {
constexpr std::string_view kBegin = "palitan:1:";
constexpr std::size_t kLetters = 43;  // 32 bytes in base64url without padding

std::string base64url(base::ByteView bytes) {
  auto out = base::to_base64(bytes);
  while (!out.empty() && out.back() == '=') out.pop_back();
  std::replace(out.begin(), out.end(), '+', '-');
  std::replace(out.begin(), out.end(), '/', '_');
  return out;
}
template <class F>
std::optional<F> from_base64url(std::string_view text) {
  if (text.size() != kLetters || text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '-', '+');
  std::replace(plain.begin(), plain.end(), '_', '/');
  const auto bytes = base::from_base64(plain + "=");
  return bytes ? F::from(*bytes) : std::nullopt;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || std::to_string(out) != text)
    return std::nullopt;
  return out;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const auto at = text.find(':');
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

tl::unexpected<std::string> wrong(std::string_view part) {
  return tl::unexpected<std::string>(
      fmt::format("The code's {} cannot be read. Scan it again, or type it as it stands at the foot of the "
                  "paper.",
                  part));
}
}  // namespace

std::string to_text(const PaperCode& code) {
  return fmt::format("{}{}:{}:{}:{}", kBegin, base64url(code.partnership.view()),
                     base64url(code.statement.view()),
                     code.point ? std::to_string(code.point->height) : std::string("-"),
                     code.point ? base64url(code.point->root.view()) : std::string("-"));
}

tl::expected<PaperCode, std::string> parse_paper_code(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  while (!text.empty() && kSpace.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kSpace.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  if (!text.starts_with(kBegin))
    return tl::unexpected<std::string>(
        "This is no code of a Palitan paper of version 1: it does not begin with \"palitan:1:\".");
  const auto parts = parts_of(text.substr(kBegin.size()));
  if (parts.size() != 4)
    return tl::unexpected<std::string>(fmt::format(
        "The code has {} parts after \"palitan:1:\" where four are needed. Copy all of it.", parts.size()));
  PaperCode out;
  const auto partnership = from_base64url<base::Id>(parts[0]);
  const auto statement = from_base64url<base::Id>(parts[1]);
  if (!partnership) return wrong("partnership");
  if (!statement) return wrong("act");
  out.partnership = *partnership;
  out.statement = *statement;
  if (parts[2] == "-" && parts[3] == "-") return out;
  const auto height = number(parts[2]);
  const auto root = from_base64url<base::Hash>(parts[3]);
  if (!height) return wrong("accord");
  if (!root) return wrong("root");
  out.point = PaperCode::Point{*height, *root};
  return out;
}

}  // namespace palitan::papers
