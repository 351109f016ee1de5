#include "sync/runs.h"

#include <bit>

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;

constexpr std::uint64_t kLengthMax = std::uint64_t{1} << 62;
// Numbers are Exp-Golomb codes of these orders: about what a count of seats, a step between two, a length
// held and a gap mostly are.
constexpr unsigned kSeats = 4, kStep = 4, kHeld = 2, kGap = 0;

class Bits {
 public:
  void bit(bool value) {
    if (used_ == 0) out_.push_back(0);
    if (value) out_.back() = static_cast<std::uint8_t>(out_.back() | 0x80u >> used_);
    used_ = (used_ + 1) % 8;
  }
  /// As many ones as it has bits more than `order`, a zero, and those bits below the topmost one.
  void number(std::uint64_t n, unsigned order) {
    const auto q = n + (std::uint64_t{1} << order);
    const auto width = static_cast<unsigned>(std::bit_width(q)) - 1;
    for (unsigned i = order; i < width; ++i) bit(true);
    bit(false);
    for (unsigned i = width; i-- > 0;) bit((q >> i & 1) != 0);
  }
  Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
  unsigned used_ = 0;  ///< bits of the last byte
};

class BitReader {
 public:
  explicit BitReader(ByteView in) : in_(in) {}
  std::optional<bool> bit() {
    if (at_ / 8 >= in_.size()) return std::nullopt;
    const bool out = (in_[at_ / 8] >> (7 - at_ % 8) & 1) != 0;
    ++at_;
    return out;
  }
  std::optional<std::uint64_t> number(unsigned order) {
    unsigned width = order;
    for (auto more = bit();; more = bit()) {
      if (!more || width > 62) return std::nullopt;
      if (!*more) break;
      ++width;
    }
    std::uint64_t q = 1;
    for (unsigned i = 0; i < width; ++i) {
      const auto next = bit();
      if (!next) return std::nullopt;
      q = q << 1 | (*next ? 1 : 0);
    }
    return q - (std::uint64_t{1} << order);
  }
  /// Nothing left but the zeros that fill the last byte.
  bool at_end() {
    if ((at_ + 7) / 8 != in_.size()) return false;
    while (at_ % 8 != 0)
      if (*bit()) return false;
    return true;
  }

 private:
  ByteView in_;
  std::size_t at_ = 0;
};

std::optional<SeatRuns> read_seat(BitReader& in, std::uint64_t number, const CommonGround& ground) {
  const auto seat = ground.seat_at(number);
  auto length = in.number(kHeld);
  auto more = in.bit();
  if (!seat || !length || !more || (*length == 0 && !*more)) return std::nullopt;
  SeatRuns out{seat->first, {}};
  auto at = seat->second;
  for (;;) {
    if (*length > kLengthMax - at) return std::nullopt;
    if (*length > 0) out.runs.emplace_back(at + 1, at + *length);
    at += *length;
    if (!*more) return out;
    const auto gap = in.number(kGap);
    if (!gap || *gap >= kLengthMax - at) return std::nullopt;
    at += *gap + 1;
    length = in.number(kHeld);
    more = in.bit();
    if (!length || !more) return std::nullopt;
    ++*length;
  }
}
}  // namespace

// How many seats; of each its number (the first as it is, another less the one before and less 1), how many
// acts are held right behind the agreed ones, and, while a one says that more follows, how many are lacking
// and how many held behind those, both less 1.
Bytes write_runs(const std::vector<SeatRuns>& all, const CommonGround& ground) {
  Bits out;
  out.number(all.size(), kSeats);
  std::uint64_t next = 0;  ///< the least that the seat's number can be
  for (const auto& seat : all) {
    const auto place = ground.seat_place(seat.seat);
    PALITAN_CHECK(place.has_value() && place->number >= next && !seat.runs.empty());
    out.number(place->number - next, kStep);
    next = place->number + 1;
    auto at = place->agreed;
    bool first = true;
    for (const auto& [from, until] : seat.runs) {
      PALITAN_CHECK(from > at && until >= from && (first || from > at + 1));
      if (first && from > at + 1) out.number(0, kHeld);
      if (from > at + 1) {
        out.bit(true);
        out.number(from - at - 2, kGap);
        out.number(until - from, kHeld);
      } else {
        out.number(until - from + 1, kHeld);
      }
      at = until;
      first = false;
    }
    out.bit(false);
  }
  return out.take();
}

std::optional<std::vector<SeatRuns>> read_runs(ByteView bytes, const CommonGround& ground) {
  BitReader in(bytes);
  const auto count = in.number(kSeats);
  if (!count || *count == 0 || !ground.seat_at) return std::nullopt;
  std::vector<SeatRuns> out;
  std::uint64_t next = 0;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto step = in.number(kStep);
    if (!step || *step >= kLengthMax - next) return std::nullopt;
    auto seat = read_seat(in, next + *step, ground);
    if (!seat) return std::nullopt;
    out.push_back(std::move(*seat));
    next += *step + 1;
  }
  if (!in.at_end()) return std::nullopt;
  return out;
}

}  // namespace palitan::sync
