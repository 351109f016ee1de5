// Any bytes as a parcel, read on a made ground: what comes out has the form of statements, a parcel cut off
// brings the beginning of what the whole one brings, and what was read whole is written and read again to the
// same. The mutator takes a parcel apart into its items and changes those.
#include "base/check.h"
#include "kit/cbor_tree.h"
#include "kit/record.h"
#include "sync/parcel.h"
#include "sync/squeeze.h"

namespace {
using namespace palitan;

base::Result<sync::Received> read(base::ByteView bytes) {
  return sync::read_parcel(bytes, [](const sync::ParcelHead& head) -> base::Result<sync::CommonGround> {
    auto out = fuzz::ground();
    // Who knows less: the sender names a base below ours.
    out.base = std::min(out.base, head.base);
    return out;
  });
}

bool same_papers(const std::vector<sync::AccordPaper>& a, const std::vector<sync::AccordPaper>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.tips == y.tips && x.note == y.note && x.marks == y.marks && x.acts == y.acts;
  });
}

/// What was read without a fault, said again.
void say_again(const sync::Exchange& x) {
  // A final accord whose batch is there counts the acts right before it; written again they stand at the
  // front, in the same order only if every act before the last such accord belongs to one.
  std::uint64_t of_finals = 0;
  for (const auto& paper : x.finals) of_finals += paper.acts;
  if (of_finals > 0) return;
  const auto ground = fuzz::ground();
  if (x.holdings)
    for (const auto& runs : x.holdings->runs)
      if (!ground.seat_place(runs.seat)) return;
  const auto written = sync::write_parcel(x, ground);
  const auto again = read(written);
  PALITAN_CHECK(again.has_value() && !again->fault);
  const auto& y = again->message;
  PALITAN_CHECK(y.partnership == x.partnership && y.from == x.from && y.height == x.height);
  PALITAN_CHECK(y.checkpoint == x.checkpoint && y.wants == x.wants && y.statements == x.statements);
  PALITAN_CHECK(same_papers(y.finals, x.finals));
  PALITAN_CHECK(y.cosignatures == x.cosignatures && y.declines == x.declines);
  PALITAN_CHECK(y.asks_handover == x.asks_handover && y.hands_over == x.hands_over);
  PALITAN_CHECK(sync::write_parcel(y, ground) == written);
}

constexpr std::uint8_t kMark[] = {0x89, 'p', 'a', 'l', 'i', 't', 'a', 'n', ' ', 's', 'y', 'n', 'c', '\n', 2};

/// The contents of a parcel's items.
std::vector<base::Bytes> items_of(base::ByteView bytes) {
  std::vector<base::Bytes> out;
  auto in = sync::Unsqueeze::open(bytes);
  while (in) {
    const auto item = in->next();
    if (!item || !*item || out.size() >= 200) break;
    out.emplace_back((*item)->begin(), (*item)->end());
  }
  return out;
}

base::Bytes parcel_of(const std::vector<base::Bytes>& items, bool packed) {
  sync::Squeeze squeeze;
  base::Bytes plain(std::begin(kMark), std::end(kMark));
  plain.push_back(0);
  for (const auto& item : items) {
    codec::Encoder encoder;
    encoder.byte_string(item);
    base::append(plain, encoder.bytes());
    if (!item.empty()) squeeze.add(encoder.bytes());
  }
  return packed ? squeeze.finish() : plain;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  (void)sync::moves(bytes);
  const auto head = sync::read_head(bytes);
  const auto whole = read(bytes);
  PALITAN_CHECK(head.has_value() || !whole.has_value());
  if (!whole) return 0;
  PALITAN_CHECK(head->partnership == whole->message.partnership && head->height == whole->message.height);
  for (const auto& statement : whole->message.statements)
    PALITAN_CHECK(statement::decode_statement(statement).has_value());
  const auto cut = read(bytes.first(size - 1 - size / 3));
  if (cut) {
    const auto& some = cut->message.statements;
    const auto& all = whole->message.statements;
    PALITAN_CHECK(some.size() <= all.size() && std::equal(some.begin(), some.end(), all.begin()));
  }
  if (!whole->fault && whole->message.partnership == fuzz::record().partnership) say_again(whole->message);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  fuzz::Dice dice(seed);
  auto items = items_of({data, size});
  if (items.empty() || dice.one_in(12)) return LLVMFuzzerMutate(data, size, max_size);
  for (auto left = 1 + dice.below(3); left > 0; --left) {
    if (dice.one_in(4)) shuffle_one(items, dice);
    if (items.empty()) break;
    auto& item = items[dice.below(items.size())];
    if (item.empty()) continue;
    const auto kind = dice.one_in(20) ? static_cast<std::uint8_t>(dice.below(8)) : item[0];
    auto content = fuzz::changed_cbor(base::ByteView(item).subspan(1), dice);
    content.insert(content.begin(), kind);
    item = std::move(content);
  }
  return fuzz::give_back(parcel_of(items, dice.one_in(4)), data, size, max_size);
}
