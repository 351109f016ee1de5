// Parcels and bundles that are too much, too deep, too many, or made up.
#include <zstd.h>

#include "by_hand.h"
#include "crypto/hash.h"
#include "kernel/audit.h"
#include "papers/bundle_export.h"

namespace palitan::hostile {
namespace {
Bytes zstd_of(const Bytes& from, int window_log = 0) {
  Bytes out(ZSTD_compressBound(from.size()));
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 1);
  if (window_log > 0) ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
  out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), from.data(), from.size()));
  return out;
}
/// So many zeros, packed once and kept: 64 MiB and more become a few kilobytes.
const Bytes& zeros_packed(std::size_t mebibytes, int window_log) {
  static std::map<std::pair<std::size_t, int>, Bytes> made;
  auto& at = made[{mebibytes, window_log}];
  if (at.empty()) at = zstd_of(Bytes(mebibytes << 20, 0), window_log);
  return at;
}
Bytes sealed(Bytes bundle) {
  base::append(bundle, crypto::sha256(bundle).view());
  return bundle;
}
/// Nothing of it may move a node.
void tell_in_vain(Ground& g, const Bytes& parcel) {
  const auto before = g.standing();
  for (const auto& party : g.honest()) {
    const auto taken = g.tell_bytes(party, parcel);
    must(!taken || taken->fault || taken->statements == 0, "a bomb is taken in whole");
  }
  must(g.standing() == before, "a bomb moved an honest node");
}
void read_in_vain(const Bytes& bundle) {
  auto reader = sync::BundleReader::open(bundle, std::uint64_t{64} << 20);
  while (reader) {
    const auto accord = reader->next();
    if (!accord) return;
    must(accord->has_value(), "a bundle that is none is read to its end");
  }
}
/// Not a bundle that anybody would believe: what reads it stops, or its audit does.
bool proves(const Bytes& bundle, const base::Id& partnership) {
  auto reader = sync::BundleReader::open(bundle);
  if (!reader || reader->header().partnership != partnership) return false;
  kernel::Audit audit(partnership);
  kernel::AuditKeys keys;
  for (std::uint64_t height = 0, position = 0;; ++height) {
    auto paper = reader->next();
    if (!paper) return false;
    if (!*paper) break;
    const auto count = (*paper)->statements.size();
    auto accord = kernel::decode_accord(height, position, std::move((*paper)->statements), (*paper)->note);
    if (!accord) return false;
    keys.learn(*accord);
    if (!kernel::verify_all(*accord, accord->acts, keys) || !audit.take(*accord)) return false;
    position += count;
  }
  return audit.report().has_value();
}
Bytes bundle_of(Ground& g) {
  Bytes out;
  const auto made = papers::export_bundle(g.world().store(g.victim()), statement::Marking::restricted,
                                          g.dice().chance(500), [&](base::ByteView bytes) {
                                            base::append(out, bytes);
                                            return true;
                                          });
  must(made.has_value(), "the bundle cannot be made");
  return out;
}
}  // namespace

End compress_a_bomb(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  constexpr std::size_t kSizes[] = {8, 65, 80};
  const auto size = kSizes[dice.chance(900) ? 0 : 1 + dice.below(2)];
  const int window = dice.chance(200) ? 27 : 20;
  auto parcel = start_parcel(kPacked);
  if (dice.chance(500)) {  // a true head first, then zeros
    auto body = item(0, codec::encode(head_of(g)));
    base::append(body, Bytes(dice.below(4'000'000), static_cast<std::uint8_t>(dice.below(2) * 0x41)));
    base::append(parcel, zstd_of(body));
  } else {
    base::append(parcel, zeros_packed(size, window));
  }
  if (dice.chance(30)) {  // items in good form, more of them than may be unpacked
    Bytes body = item(0, codec::encode(head_of(g)));
    const auto note = item(dice.chance(500) ? 4 : 5, Bytes(std::size_t{5} * 1'000'000, 'a'));
    for (int i = 0; i < 14; ++i) base::append(body, note);
    parcel = start_parcel(kPacked);
    base::append(parcel, zstd_of(body));
  }
  tell_in_vain(g, parcel);
  auto bundle = start_bundle(kPacked);
  base::append(bundle, zeros_packed(size, window));
  read_in_vain(sealed(bundle));
  g.life_goes_on();
  return End::refused;
}

End nest_too_deep(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  const std::size_t depth = 12 + dice.below(dice.chance(900) ? 2'000 : 200'000);
  const Bytes arrays(depth, 0x81);  // an array of one, of one, of one ...
  for (std::uint8_t kind = 0; kind < 4; ++kind) {
    auto body = kind == 0 ? Bytes{} : item(0, codec::encode(head_of(g)));
    base::append(body, item(kind, arrays));
    auto parcel = start_parcel(kPlain);
    base::append(parcel, body);
    tell_in_vain(g, parcel);
  }
  auto bundle = start_bundle(kPlain);
  base::append(bundle, arrays);
  read_in_vain(sealed(bundle));
  // And in a body, below a true envelope.
  base::Bytes body = {0xa1, 0x01};
  base::append(body, base::ByteView(arrays).first(std::min<std::size_t>(depth, 30)));
  body.push_back(0x00);
  for (const auto& party : g.honest()) {
    const auto bytes = g.world().craft(g.culprit(), "desk", Kind::request, {}, {0xa0}, {})->bytes();
    auto changed = bytes;
    const auto at = std::find(changed.rbegin(), changed.rend(), 0xa0);
    if (at != changed.rend()) changed.insert(at.base(), body.begin(), body.end());
    must(!g.world().hand(party, changed), "an item without end is taken");
  }
  g.life_goes_on();
  return End::refused;
}

End count_too_many(Ground& g) {
  g.some_work();
  auto& dice = g.dice();
  auto body = item(0, codec::encode(head_of(g)));
  if (dice.chance(50)) {  // more items than there may be, one byte each
    const auto one = item(static_cast<std::uint8_t>(6 + dice.below(200)), {});
    for (std::size_t i = 0; i <= sync::kParcelItemsMax; ++i) base::append(body, one);
  } else {  // an item that says to be longer than everything
    codec::Encoder out;
    out.head(2, dice.next() >> dice.below(40));
    base::append(body, out.bytes());
    base::append(body, Bytes(dice.below(10'000), 0x40));
  }
  auto parcel = start_parcel(kPacked);
  base::append(parcel, zstd_of(body));
  tell_in_vain(g, parcel);
  // A bundle that announces accords and statements beyond number.
  sync::BundleHeader header;
  header.partnership = g.partnership();
  header.height = dice.next() >> 1;
  header.size = dice.next() >> 1;
  auto bundle = start_bundle(kPlain);
  base::append(bundle, codec::encode(header));
  codec::Encoder lists;
  lists.head(5, 3);
  lists.head(0, 1);
  lists.head(0, 0);
  lists.head(0, 2);
  lists.head(3, 0);
  lists.head(0, 3);
  lists.head(4, 4'097 + (dice.next() >> dice.below(40)));
  base::append(bundle, lists.bytes());
  read_in_vain(sealed(bundle));
  g.life_goes_on();
  return End::refused;
}

End forge_a_bundle(Ground& g) {
  g.some_work();
  const auto bundle = bundle_of(g);
  must(proves(bundle, g.partnership()), "an honest bundle proves nothing");
  auto& dice = g.dice();
  // Unpacked, changed, packed and sealed again: the hash at its end says nothing about who made it.
  auto reader = sync::BundleReader::open(bundle);
  std::vector<sync::BundleAccord> accords;
  while (auto accord = reader->next()) {
    if (!*accord) break;
    accords.push_back(std::move(**accord));
  }
  auto header = reader->header();
  auto& at = accords[1 + dice.below(accords.size() - 1)];
  switch (dice.below(6)) {
    case 0:
      at.statements.erase(at.statements.begin() + dice.below(at.statements.size()));
      break;
    case 1:
      at.statements.push_back(at.statements[dice.below(at.statements.size())]);
      break;
    case 2: {
      auto& bytes = at.statements[dice.below(at.statements.size())];
      bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1 + dice.below(255));
      break;
    }
    case 3:
      at.note[dice.below(at.note.size())] ^= static_cast<char>(1 + dice.below(127));
      break;
    case 4:
      std::swap(accords[1].note, accords[2].note);
      break;
    default: {  // the last accord, judged as the culprit would like it
      auto& last = accords.back();
      const auto note = merkle::parse_note(last.note);
      auto point = *kernel::parse_checkpoint_body(g.partnership(), note->text);
      point.results.raw[dice.below(32)] ^= 1;
      const auto text = kernel::checkpoint_body(g.partnership(), point);
      merkle::Note forged{text, note->signatures};
      for (auto& signature : forged.signatures)
        if (signature.name == kernel::accord_key_name(g.culprit()))
          signature = kernel::cosign_accord(g.accord_key(), g.culprit(), point, text);
      last.note = merkle::format(forged);
    }
  }
  header.size = 0;
  for (const auto& accord : accords) header.size += accord.statements.size();
  Bytes out;
  sync::BundleWriter writer(header, dice.chance(500), [&](base::ByteView bytes) {
    base::append(out, bytes);
    return true;
  });
  for (const auto& accord : accords) writer.add(accord);
  must(writer.finish() && !proves(out, g.partnership()), "a forged bundle proves what is not so");
  return End::refused;
}

}  // namespace palitan::hostile
