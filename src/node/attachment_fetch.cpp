#include "node/attachment_fetch.h"

namespace palitan::node {
namespace {
/// Reading every name again costs; nobody waits for a picture so eagerly.
constexpr auto kLookEvery = std::chrono::milliseconds(200);
}  // namespace

AttachmentFetch::AttachmentFetch(Attachments& attachments, NamesOf names, statement::PartyCode own,
                                 std::chrono::milliseconds again, Wanted wanted)
    : attachments_(attachments),
      names_(std::move(names)),
      own_(std::move(own)),
      again_(again),
      wanted_(std::move(wanted)) {}

void AttachmentFetch::sweep(const base::Id& partnership) {
  auto* names = names_(partnership);
  if (names == nullptr) return;
  for (const auto& hash : names->newly_erased())
    if (names->erased(hash) && !(wanted_ && wanted_(hash)))
      (void)attachments_.erase(hash);  // a disk that fails is told by the next reading
}

std::optional<AttachmentFetch::Wish> AttachmentFetch::next(const base::Id& partnership,
                                                           const statement::PartyCode& party,
                                                           Clock::time_point now, std::size_t piece) {
  auto* names = names_(partnership);
  if (names == nullptr) return std::nullopt;
  sweep(partnership);
  const std::lock_guard lock(mutex_);
  const Way way{partnership, party};
  if (const auto at = looked_.find(way); at != looked_.end() && now - at->second < kLookEvery)
    return std::nullopt;
  std::optional<Wish> out;
  names->each([&](const NamedAttachment& named) {
    const auto& what = named.what;
    if (named.erased || what.size > kAttachmentMax || attachments_.has(what.hash)) return true;
    const auto missed = missed_.find({what.hash, party});
    if (missed != missed_.end() && now - missed->second < again_) return true;
    // A partner hands out only what somebody else than the asker named.
    if (names->party_of(named.seat) == own_) return true;
    out = Wish{what.hash, what.size, "/v1/peer/attachments/" + base::to_hex(what.hash.view()),
               attachments_.part_of(what.hash)};
    if (out->from > 0 || what.size > piece)
      out->target += "?from=" + std::to_string(out->from) + "&count=" + std::to_string(piece);
    return false;
  });
  if (!out) looked_[way] = now;
  return out;
}

base::Result<void> AttachmentFetch::arrived(const Wish& wish, const statement::PartyCode& party,
                                            base::ByteView bytes, Clock::time_point now) {
  // An erasure may have been agreed while the bytes were on their way.
  if (wanted_ && !wanted_(wish.hash)) return base::refuse(base::Code::local_not_found, "erased meanwhile");
  // Another partner may have brought that piece meanwhile.
  if (bytes.size() != wish.size && attachments_.part_of(wish.hash) != wish.from) return {};
  auto kept = bytes.size() == wish.size ? attachments_.put(wish.hash, bytes)  // in one piece
                                        : attachments_.add_part(wish.hash, wish.size, wish.from, bytes);
  if (!kept) missed(wish, party, now);
  if (!kept || attachments_.has(wish.hash)) attachments_.drop_part(wish.hash);
  return kept;
}

void AttachmentFetch::missed(const Wish& wish, const statement::PartyCode& party, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  missed_[{wish.hash, party}] = now;
}

}  // namespace palitan::node
