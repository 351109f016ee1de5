#include "sync/packed.h"

#include <algorithm>

#include "codec/decoder.h"
#include "statement/envelope.h"

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

// Simple values and tags stand nowhere in a statement, so they can stand for something else in a packed one.
constexpr std::uint8_t kPartnership = 0xe0;  ///< its id
constexpr std::uint8_t kOwnLast = 0xe1;      ///< id of this seat's last statement in the parcel
constexpr std::uint8_t kWhenMade = 0xe2;     ///< effective_at is made_at
constexpr unsigned kTag = 6;                 ///< CBOR major type
constexpr std::uint64_t kBefore = 0;         ///< tag: id of the n-th statement before
constexpr std::uint64_t kPlace = 1;          ///< tag: id at place n of the log
constexpr std::uint64_t kSince = 2;          ///< tag: made_at, n ms after that of the statement before
constexpr std::uint64_t kAfterMade = 3;      ///< tag: effective_at, n ms after made_at
constexpr std::uint64_t kSeat = 4;           ///< tag: seat of the n-th statement before
constexpr std::uint64_t kSeatField = 5, kPreviousField = 7, kMadeField = 9,
                        kEffectiveField = 10;  // spec/statement.md, section 3

/// A head as it stands, nothing checked: the statement was or will be.
struct Head {
  unsigned major = 0;
  std::uint64_t value = 0;
  std::size_t size = 0;  ///< 0: cut off, or no definite length
};
Head head_at(ByteView in) {
  if (in.empty()) return {};
  const unsigned info = in[0] & 31;
  Head out{static_cast<unsigned>(in[0] >> 5), info, 1};
  if (info < 24) return out;
  if (info > 27) return {};
  const std::size_t width = std::size_t{1} << (info - 24);
  if (in.size() < 1 + width) return {};
  out.value = 0;
  for (std::size_t i = 1; i <= width; ++i) out.value = out.value << 8 | in[i];
  out.size = 1 + width;
  return out;
}
std::int64_t integer_of(const Head& head) {
  return head.major == 0 ? static_cast<std::int64_t>(head.value) : static_cast<std::int64_t>(~head.value);
}

/// Both directions walk the payload in one way; `Way` says what becomes of what.
template <class Way>
class Walk {
 public:
  Walk(ByteView in, codec::Encoder& out, Way& way) : in_(in), out_(out), way_(way) {}

  /// False: the input is not what it should be.
  bool item(unsigned depth, std::uint64_t field) {
    if (depth > codec::kDepthMax || out_.bytes().size() > statement::kStatementMax) return false;
    const auto head = head_at(in_);
    if (head.size == 0) return false;
    if (const auto taken = way_.replace(in_, head, depth == 2 ? field : 0, out_); taken != 0) {
      if (taken > in_.size()) return false;
      in_ = in_.subspan(taken);
      return true;
    }
    if (head.major > 5) return false;
    std::uint64_t rest = head.value;
    if (head.major < 2) rest = 0;
    if (rest > in_.size()) return false;
    const auto whole = head.size + (head.major < 4 ? static_cast<std::size_t>(rest) : 0);
    if (whole > in_.size()) return false;
    out_.raw(in_.first(whole));
    in_ = in_.subspan(whole);
    if (head.major < 4) return true;
    for (std::uint64_t i = 0; i < rest; ++i) {
      std::uint64_t key = 0;
      if (head.major == 5) {
        const auto name = head_at(in_);
        if (name.size == 0 || name.major != 0) return false;
        key = name.value;
        out_.raw(in_.first(name.size));
        in_ = in_.subspan(name.size);
      }
      if (!item(depth + 1, key)) return false;
    }
    return true;
  }
  ByteView rest() const { return in_; }

 private:
  ByteView in_;
  codec::Encoder& out_;
  Way& way_;
};

struct Packing {
  const CommonGround& ground;
  const ParcelMemory& memory;
  base::KeyId seat;
  std::int64_t made_at;

  /// How many bytes of the input were said otherwise; 0: they go as they are.
  std::size_t replace(ByteView in, const Head& head, std::uint64_t field, codec::Encoder& out) {
    const auto content = in.subspan(head.size);
    if (head.major == 2 && head.value == base::Id::kSize && content.size() >= base::Id::kSize)
      return id(*base::Id::from(content.first(base::Id::kSize)), field, out) ? head.size + base::Id::kSize
                                                                             : 0;
    if (field == kSeatField && head.major == 2) {
      const auto at = memory.distance_of(seat);
      if (!at) return 0;
      out.head(kTag, kSeat), out.unsigned_integer(*at);
      return head.size + base::KeyId::kSize;
    }
    if (head.major > 1) return 0;
    if (field == kMadeField && memory.size() > 0) {
      out.head(kTag, kSince), out.integer(made_at - memory.before(0)->made_at);
      return head.size;
    }
    if (field == kEffectiveField) {
      const auto later = integer_of(head) - made_at;
      if (later == 0)
        out.raw(ByteView(&kWhenMade, 1));
      else
        out.head(kTag, kAfterMade), out.integer(later);
      return head.size;
    }
    return 0;
  }

  bool id(const base::Id& id, std::uint64_t field, codec::Encoder& out) {
    if (id == ground.partnership) return out.raw(ByteView(&kPartnership, 1)), true;
    if (const auto* own = memory.last_of(seat); field == kPreviousField && own != nullptr && *own == id)
      return out.raw(ByteView(&kOwnLast, 1)), true;
    if (const auto at = memory.distance_of(id))
      return out.head(kTag, kBefore), out.unsigned_integer(*at), true;
    if (!ground.place_of || ground.base == 0) return false;
    const auto place = ground.place_of(id);
    if (!place || *place >= ground.base) return false;
    return out.head(kTag, kPlace), out.unsigned_integer(*place), true;
  }
};

struct Unpacking {
  const CommonGround& ground;
  const ParcelMemory& memory;
  base::Result<void>& fault;
  base::KeyId seat{};
  std::int64_t made_at = 0;

  std::size_t wrong(Code code, std::string_view what) {
    if (fault) fault = base::refuse(code, std::string(what));
    return std::numeric_limits<std::size_t>::max();
  }

  std::size_t replace(ByteView in, const Head& head, std::uint64_t field, codec::Encoder& out) {
    if (head.major == 7) return simple(in[0], field, out);
    if (head.major == kTag) return tagged(in, head, field, out);
    if (field == kSeatField && head.major == 2 && in.size() >= head.size + base::KeyId::kSize)
      if (const auto own = base::KeyId::from(in.subspan(head.size, base::KeyId::kSize))) seat = *own;
    if (field == kMadeField && head.major < 2) made_at = integer_of(head);
    return 0;
  }

  std::size_t simple(std::uint8_t what, std::uint64_t field, codec::Encoder& out) {
    if (what == kPartnership) return out.item(ground.partnership), 1;
    if (what == kOwnLast && field == kPreviousField) {
      const auto* own = memory.last_of(seat);
      if (own == nullptr) return wrong(Code::bad_value, "a reference to a seat's last where there is none");
      return out.item(*own), 1;
    }
    if (what == kWhenMade && field == kEffectiveField) return out.integer(made_at), 1;
    return wrong(Code::bad_cbor, "a simple value that stands for nothing");
  }

  std::size_t tagged(ByteView in, const Head& tag, std::uint64_t field, codec::Encoder& out) {
    const auto n = head_at(in.subspan(tag.size));
    if (n.size == 0 || n.major > 1) return wrong(Code::bad_cbor, "a reference without a number");
    const auto taken = tag.size + n.size;
    if (tag.value == kSince || tag.value == kAfterMade)
      return time(tag.value, field, n, out) ? taken : wrong(Code::bad_cbor, "a time that stands elsewhere");
    if (n.major != 0) return wrong(Code::bad_value, "a reference below nothing");
    if (tag.value == kPlace) {
      if (n.value >= ground.base || !ground.id_at)
        return wrong(Code::bad_value, "a place beyond the common log");
      const auto id = ground.id_at(n.value);
      if (!id) return wrong(Code::later_cited, "a place in the log that is not here yet");
      return out.item(*id), taken;
    }
    const auto* seen = memory.before(n.value);
    if (seen == nullptr) return wrong(Code::bad_value, "a reference before the parcel's first statement");
    if (tag.value == kBefore) return out.item(seen->id), taken;
    if (tag.value != kSeat || field != kSeatField)
      return wrong(Code::bad_cbor, "a reference of unknown kind");
    seat = seen->seat;
    return out.item(seat), taken;
  }

  bool time(std::uint64_t tag, std::uint64_t field, const Head& n, codec::Encoder& out) {
    if (tag == kAfterMade) {
      if (field != kEffectiveField) return false;
      return out.integer(sum(made_at, integer_of(n))), true;
    }
    if (field != kMadeField || memory.size() == 0) return false;
    made_at = sum(memory.before(0)->made_at, integer_of(n));
    return out.integer(made_at), true;
  }
  /// Wraps: what comes of nonsense is refused as an instant by the statement's own form.
  static std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  }
};

/// The parts of an envelope of good form.
struct Envelope {
  ByteView payload;
  ByteView signature;
};
Envelope open_envelope(ByteView statement) {
  codec::Decoder outer(statement);
  outer.array();
  outer.byte_string();
  outer.map();
  Envelope out;
  out.payload = outer.byte_string();
  out.signature = outer.byte_string();
  PALITAN_CHECK(outer.ok() && outer.at_end());
  return out;
}
}  // namespace

// ---- memory ----

void ParcelMemory::add(const Seen& seen) {
  by_id_[seen.id] = seen_.size();
  by_seat_[seen.seat] = seen_.size();
  seen_.push_back(seen);
}
const ParcelMemory::Seen* ParcelMemory::before(std::uint64_t k) const {
  return k < seen_.size() ? &seen_[seen_.size() - 1 - static_cast<std::size_t>(k)] : nullptr;
}
std::optional<std::uint64_t> ParcelMemory::distance_of(const base::Id& id) const {
  const auto at = by_id_.find(id);
  if (at == by_id_.end()) return std::nullopt;
  return seen_.size() - 1 - at->second;
}
std::optional<std::uint64_t> ParcelMemory::distance_of(const base::KeyId& seat) const {
  const auto at = by_seat_.find(seat);
  if (at == by_seat_.end()) return std::nullopt;
  return seen_.size() - 1 - at->second;
}
const base::Id* ParcelMemory::last_of(const base::KeyId& seat) const {
  const auto at = by_seat_.find(seat);
  return at == by_seat_.end() ? nullptr : &seen_[at->second].id;
}

// ---- one statement ----

Bytes pack_statement(ByteView bytes, const CommonGround& ground, ParcelMemory& memory) {
  const auto statement = statement::decode_statement({bytes.begin(), bytes.end()});
  PALITAN_CHECK(statement.has_value());
  const auto envelope = open_envelope(statement->bytes());
  const auto& content = statement->content();
  codec::Encoder out;
  out.array(2);
  Packing way{ground, memory, content.seat, content.made_at.ms};
  Walk walk(envelope.payload, out, way);
  PALITAN_CHECK(walk.item(1, 0) && walk.rest().empty());
  out.byte_string(envelope.signature);
  memory.add({statement->id(), content.seat, content.made_at.ms});
  return out.take();
}

base::Result<Bytes> unpack_statement(ByteView packed, const CommonGround& ground, ParcelMemory& memory) {
  codec::Encoder payload;
  base::Result<void> fault;
  if (packed.empty() || packed[0] != 0x82) return base::refuse(Code::bad_envelope, "no packed statement");
  Unpacking way{ground, memory, fault};
  Walk walk(packed.subspan(1), payload, way);
  if (!walk.item(1, 0)) {
    if (!fault) return tl::unexpected(fault.error());
    return base::refuse(Code::bad_cbor, "a packed statement is cut off or no CBOR");
  }
  codec::Decoder tail(walk.rest());
  base::Signature signature;
  tail.item(signature);
  if (auto end = tail.finish(); !end) return tl::unexpected(end.error());
  auto statement = statement::decode_statement(statement::envelope_of(way.seat, payload.bytes(), signature));
  if (!statement) return tl::unexpected(statement.error());
  const auto& content = statement->content();
  memory.add({statement->id(), content.seat, content.made_at.ms});
  return statement->bytes();
}

}  // namespace palitan::sync
