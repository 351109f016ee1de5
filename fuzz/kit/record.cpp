#include "kit/record.h"

#include <algorithm>

#include "crypto/hash.h"

namespace palitan::fuzz {
namespace {

statement::SignedStatement act_of(const crypto::KeyPair& key, const Record& record, std::uint64_t sequence,
                                  const base::Id& previous) {
  static const auto kBody = codec::encode(statement::Close{});
  statement::Content content;
  content.partnership = record.partnership;
  content.case_id = record.partnership;
  content.kind = static_cast<std::uint16_t>(statement::Kind::close);
  content.sequence = sequence;
  content.previous = previous;
  const auto count = record.acts.size();
  if (count > 4) content.after = {record.acts[count - 2]->id(), record.acts[count - 4]->id()};
  std::sort(content.after.begin(), content.after.end());
  content.made_at = {1'790'000'000'000 + static_cast<std::int64_t>(sequence) * 61'000};
  content.effective_at = content.made_at;
  content.body.bytes = kBody;
  return statement::sign(content, key);
}

Record make() {
  Record out;
  out.partnership.raw.fill(0x5a);
  out.agreed = kRecordAgreed;
  std::vector<crypto::KeyPair> keys;
  for (const std::string_view name : {"a", "b", "c"})
    keys.push_back(crypto::key_pair_from_seed(crypto::sha256(base::view_of(name)).raw));
  std::vector<base::Id> heads(3, out.partnership);
  std::vector<std::uint64_t> numbers(3, 0);
  for (std::size_t i = 0; i < kRecordActs; ++i) {
    out.acts.push_back(act_of(keys[i % 3], out, ++numbers[i % 3], heads[i % 3]));
    heads[i % 3] = out.acts.back()->id();
  }
  std::map<base::KeyId, std::uint64_t> tops;
  for (std::size_t i = 0; i < out.agreed; ++i)
    tops[out.acts[i]->content().seat] = out.acts[i]->content().sequence;
  out.seats.assign(tops.begin(), tops.end());
  return out;
}
}  // namespace

const Record& record() {
  static const auto kRecord = make();
  return kRecord;
}

sync::CommonGround ground() {
  sync::CommonGround out;
  out.partnership = record().partnership;
  out.base = record().agreed;
  out.place_of = [](const base::Id& id) -> std::optional<std::uint64_t> {
    for (std::size_t i = 0; i < record().agreed; ++i)
      if (record().acts[i]->id() == id) return i;
    return std::nullopt;
  };
  out.id_at = [](std::uint64_t place) -> std::optional<base::Id> {
    if (place >= record().agreed) return std::nullopt;
    return record().acts[static_cast<std::size_t>(place)]->id();
  };
  out.seat_place = [](const base::KeyId& seat) -> std::optional<sync::SeatPlace> {
    for (std::size_t i = 0; i < record().seats.size(); ++i)
      if (record().seats[i].first == seat) return sync::SeatPlace{i, record().seats[i].second};
    return std::nullopt;
  };
  out.seat_at = [](std::uint64_t n) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
    if (n >= record().seats.size()) return std::nullopt;
    return record().seats[static_cast<std::size_t>(n)];
  };
  return out;
}

}  // namespace palitan::fuzz
