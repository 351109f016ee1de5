#include "sync/parcel.h"

#include <algorithm>

#include "statement/envelope.h"
#include "sync/dictionary.h"
#include "sync/runs.h"
#include "sync/squeeze.h"

namespace palitan::sync {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

// The first byte of an item.
enum class Item : std::uint8_t {
  head = 0,
  statement = 1,
  final_accord = 2,
  proposal = 3,
  cosignature = 4,
  decline = 5
};

/// A final accord as it travels: with the batch before it, or with the batch's tips.
struct FinalItem {
  std::string note;
  std::optional<std::uint64_t> acts;
  std::vector<SeatTip> tips;
};
template <class A>
void describe(A& a, FinalItem& x) {
  a.field(1, "note", x.note);
  a.field(2, "acts", x.acts);
  a.field(3, "tips", x.tips);
}

ParcelHead head_of(const Exchange& x, const CommonGround& ground) {
  ParcelHead out;
  out.partnership = x.partnership;
  out.from = x.from;
  out.node = x.node;
  out.height = x.height;
  out.checkpoint = x.checkpoint;
  out.base = ground.base;
  if (x.alike) {
    out.alike = x.alike;
  } else if (x.holdings) {
    if (!x.holdings->runs.empty()) {
      out.runs = write_runs(x.holdings->runs, ground);
      out.digest = x.holdings->digest;
    }
    out.tips = x.holdings->tips;
  }
  out.held_unsaid = !x.alike && !x.holdings;
  out.wants = x.wants;
  out.asks_handover = x.asks_handover;
  out.hands_over = x.hands_over;
  return out;
}

class Writer {
 public:
  void add(Item kind, ByteView content) {
    codec::Encoder item;
    item.head(2, content.size() + 1);
    const auto first = static_cast<std::uint8_t>(kind);
    item.raw(ByteView(&first, 1));
    item.raw(content);
    squeeze_.add(item.bytes());
  }
  void add(Item kind, std::string_view text) { add(kind, base::view_of(text)); }
  Bytes finish() { return squeeze_.finish(); }

 private:
  Squeeze squeeze_;
};
}  // namespace

Bytes write_parcel(const Exchange& x, const CommonGround& ground) {
  Writer out;
  ParcelMemory memory;
  out.add(Item::head, codec::encode(head_of(x, ground)));
  // Each final accord right behind its batch, so that a parcel cut off between two has all of the first.
  std::size_t next = 0;
  std::uint64_t of_finals = 0;
  for (const auto& paper : x.finals) of_finals += paper.acts;
  PALITAN_CHECK(of_finals <= x.statements.size());
  const auto add_statement = [&] {
    out.add(Item::statement, pack_statement(x.statements[next++], ground, memory));
  };
  for (const auto& paper : x.finals) {
    for (std::uint64_t i = 0; i < paper.acts; ++i) add_statement();
    FinalItem item{paper.note, {}, {}};
    if (paper.acts > 0)
      item.acts = paper.acts;
    else
      item.tips = paper.tips;
    out.add(Item::final_accord, codec::encode(item));
  }
  while (next < x.statements.size()) add_statement();
  if (x.proposal) out.add(Item::proposal, codec::encode(*x.proposal));
  for (const auto& note : x.cosignatures) out.add(Item::cosignature, note);
  for (const auto& note : x.declines) out.add(Item::decline, note);
  return out.finish();
}

namespace {
/// Takes in item after item.
class Reader {
 public:
  Reader(CommonGround ground, const ParcelHead& head) : ground_(std::move(ground)) {
    auto& x = out_.message;
    x.partnership = head.partnership;
    x.from = head.from;
    x.node = head.node;
    x.height = head.height;
    x.checkpoint = head.checkpoint;
    x.wants = head.wants;
    x.asks_handover = head.asks_handover;
    x.hands_over = head.hands_over;
    x.alike = head.alike;
    if (head.held_unsaid || head.alike) return;
    Holdings held;
    held.tips = head.tips;
    held.digest = head.digest.value_or(0);
    if (!head.runs.empty()) {
      auto runs = read_runs(head.runs, ground_);
      if (!runs) return;  // told at a height that this end does not know: it will be told again
      held.runs = std::move(*runs);
    }
    x.holdings = std::move(held);
  }

  base::Result<void> take(Item kind, ByteView content) {
    auto& x = out_.message;
    switch (kind) {
      case Item::statement:
        return take_statement(content);
      case Item::final_accord:
        return take_final(content);
      case Item::proposal: {
        auto paper = codec::decode<AccordPaper>(content);
        if (!paper) return tl::unexpected(paper.error());
        x.proposal = std::move(*paper);
        return {};
      }
      case Item::cosignature:
        x.cosignatures.emplace_back(base::text_of(content));
        return {};
      case Item::decline:
        x.declines.emplace_back(base::text_of(content));
        return {};
      case Item::head:
        break;
    }
    return base::refuse(Code::bad_bundle, "an item of unknown kind");
  }
  Received take_out(std::optional<base::Refusal> fault) {
    out_.fault = std::move(fault);
    return std::move(out_);
  }

 private:
  base::Result<void> take_statement(ByteView content) {
    auto bytes = unpack_statement(content, ground_, memory_);
    if (!bytes) return tl::unexpected(bytes.error());
    rebuilt_ += bytes->size();
    if (rebuilt_ > kParcelRebuiltMax) return base::refuse(Code::bad_too_large, "more than a parcel may hold");
    out_.message.statements.push_back(std::move(*bytes));
    return {};
  }

  base::Result<void> take_final(ByteView content) {
    auto item = codec::decode<FinalItem>(content);
    if (!item) return tl::unexpected(item.error());
    AccordPaper paper{std::move(item->tips), std::move(item->note), {}, item->acts.value_or(0)};
    const auto& all = out_.message.statements;
    if (paper.acts > all.size() - spent_)
      return base::refuse(Code::bad_bundle, "a final accord of more acts than stand before it");
    spent_ = all.size();
    if (paper.acts > 0) {
      std::vector<Loose> batch;
      for (auto i = all.size() - static_cast<std::size_t>(paper.acts); i < all.size(); ++i) {
        const auto act = statement::decode_statement(all[i]);
        PALITAN_CHECK(act.has_value());  // it was rebuilt from its own form
        const auto& c = act->content();
        batch.push_back({act->id(), c.seat, c.sequence, c.previous.value_or(base::Id{})});
      }
      paper.tips = tips_of(batch);
    }
    out_.message.finals.push_back(std::move(paper));
    return {};
  }

  CommonGround ground_;
  ParcelMemory memory_;
  Received out_;
  std::size_t rebuilt_ = 0;
  std::size_t spent_ = 0;  ///< statements that stand before the last final accord
};
}  // namespace

namespace {
base::Result<ParcelHead> next_head(Unsqueeze& from) {
  const auto first = from.next();
  if (!first) return tl::unexpected(first.error());
  if (!*first || (**first)[0] != static_cast<std::uint8_t>(Item::head))
    return base::refuse(Code::bad_bundle, "its head is cut off or missing");
  auto head = codec::decode<ParcelHead>((**first).subspan(1));
  if (!head) return base::refuse(Code::bad_bundle, "its head: " + head.error().detail);
  return head;
}
}  // namespace

base::Result<ParcelHead> read_head(ByteView bytes) {
  auto unsqueeze = Unsqueeze::open(bytes);
  if (!unsqueeze) return tl::unexpected(unsqueeze.error());
  return next_head(*unsqueeze);
}

bool moves(ByteView bytes) {
  auto unsqueeze = Unsqueeze::open(bytes);
  if (!unsqueeze) return false;
  for (;;) {
    const auto item = unsqueeze->next();
    if (!item || !*item) return false;
    const auto kind = static_cast<Item>((**item)[0]);
    if (kind == Item::statement || kind == Item::final_accord) return true;
  }
}

base::Result<Received> read_parcel(ByteView bytes, const FindGround& find_ground) {
  auto unsqueeze = Unsqueeze::open(bytes);
  if (!unsqueeze) return tl::unexpected(unsqueeze.error());
  const auto head = next_head(*unsqueeze);
  if (!head) return tl::unexpected(head.error());
  auto ground = find_ground(*head);
  if (!ground) return tl::unexpected(ground.error());
  ground->base = head->base;
  Reader reader(std::move(*ground), *head);
  for (;;) {
    const auto item = unsqueeze->next();
    if (!item) return reader.take_out(item.error());
    if (!*item) return reader.take_out(std::nullopt);
    const auto kind = (**item)[0];
    if (kind > static_cast<std::uint8_t>(Item::decline))
      return reader.take_out(base::Refusal{Code::bad_bundle, {}, "an item of unknown kind"});
    if (auto taken = reader.take(static_cast<Item>(kind), (**item).subspan(1)); !taken)
      return reader.take_out(taken.error());
  }
}

}  // namespace palitan::sync
