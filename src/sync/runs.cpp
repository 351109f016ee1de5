#include "sync/runs.h"

#include <limits>

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;

constexpr std::uint64_t kLengthMax = std::uint64_t{1} << 62;

void put(Bytes& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
  out.push_back(static_cast<std::uint8_t>(value));
}
std::optional<std::uint64_t> get(ByteView& in) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 63 && !in.empty(); shift += 7) {
    const std::uint8_t byte = in[0];
    in = in.subspan(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return byte == 0 && shift > 0 ? std::nullopt : std::optional(value);
  }
  return std::nullopt;
}
}  // namespace

// A seat: its number less the one before, and lengths that take turns: of what is held from its agreed end
// on, of the gap behind it, of what is held behind that, ... Each is doubled, and odd where another follows.
Bytes write_runs(const std::vector<SeatRuns>& all, const CommonGround& ground) {
  Bytes out;
  std::uint64_t before = 0;
  for (const auto& seat : all) {
    const auto place = ground.seat_place(seat.seat);
    PALITAN_CHECK(place.has_value());
    put(out, place->number - before);
    before = place->number;
    auto at = place->agreed;
    std::vector<std::uint64_t> lengths;
    for (const auto& [first, last] : seat.runs) {
      PALITAN_CHECK(first > at && last >= first);
      if (first > at + 1) {
        if (lengths.empty()) lengths.push_back(0);
        lengths.push_back(first - at - 1);
      }
      lengths.push_back(last - first + 1);
      at = last;
    }
    for (std::size_t i = 0; i < lengths.size(); ++i)
      put(out, lengths[i] * 2 + (i + 1 < lengths.size() ? 1 : 0));
  }
  return out;
}

std::optional<std::vector<SeatRuns>> read_runs(ByteView in, const CommonGround& ground) {
  std::vector<SeatRuns> out;
  std::uint64_t number = 0;
  while (!in.empty()) {
    const auto step = get(in);
    if (!step || (*step == 0 && !out.empty()) || !ground.seat_at) return std::nullopt;
    number += *step;
    const auto seat = ground.seat_at(number);
    if (!seat) return std::nullopt;
    SeatRuns runs{seat->first, {}};
    auto at = seat->second;
    bool held = true;
    for (bool more = true; more; held = !held) {
      const auto word = get(in);
      if (!word) return std::nullopt;
      more = *word & 1;
      const auto length = *word / 2;
      // Only the first may be nothing: no act right behind the agreed ones.
      if ((length == 0 && (!runs.runs.empty() || !held || !more)) || length > kLengthMax - at)
        return std::nullopt;
      if (held && length > 0) runs.runs.emplace_back(at + 1, at + length);
      at += length;
      if (!more && !held) return std::nullopt;
    }
    out.push_back(std::move(runs));
  }
  return out;
}

}  // namespace palitan::sync
