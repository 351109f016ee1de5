// parcel.json: what is read from a parcel, and where reading ends.
#include <gtest/gtest.h>
#include <zstd.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "support.h"
#include "sync/dictionary.h"
#include "sync/parcel.h"
#include "sync/squeeze.h"

namespace palitan::vectors {
namespace {
using base::Bytes;
using statement::SignedStatement;
using sync::Loose;

const std::string kFile = PALITAN_SOURCE_DIR "/spec/vectors/parcel.json";

void put_item(Bytes& out, unsigned kind, base::ByteView content) {
  codec::Encoder item;
  item.head(2, content.size() + 1);
  const auto first = static_cast<std::uint8_t>(kind);
  item.raw(base::ByteView(&first, 1));
  item.raw(content);
  base::append(out, item.bytes());
}
Bytes outside(std::uint8_t version, std::uint8_t packing) {
  Bytes out = {0x89, 'p', 'a', 'l', 'i', 't', 'a', 'n', ' ', 's', 'y', 'n', 'c', '\n'};
  out.push_back(version);
  out.push_back(packing);
  return out;
}
Bytes bytes_from(std::initializer_list<int> list) {
  Bytes out;
  for (const auto byte : list) out.push_back(static_cast<std::uint8_t>(byte));
  return out;
}

/// What both ends have: the opening as the log. What one of them has beyond it: acts of two offices.
class Ground {
 public:
  Ground() {
    const auto issuer = [&](std::int64_t effective) {
      return world_.act(
          kJpnIssuer, statement::Cancel{"no longer needed"},
          {.case_id = acts_.front()->id(), .after = {acts_.back()->id()}, .effective_ms = effective});
    };
    acts_.push_back(world_.request(kPhlOfficer, "REQ-1"));
    acts_.push_back(world_.request(kPhlOfficer, "REQ-2", {acts_.back()->id()}));
    acts_.push_back(issuer(kStart + 3'600'000));
    acts_.push_back(issuer(kStart));
    acts_.push_back(same_time(world_.request(kPhlOfficer, "REQ-3", {world_.opening().back()->id()})));
    acts_.push_back(world_.request(kPhlOfficer, "REQ-4"));
    std::map<base::KeyId, std::uint64_t> heads;
    for (const auto& act : world_.opening()) {
      const auto& c = act->content();
      heads[c.seat] = std::max(heads[c.seat], c.sequence);
      if (const auto body = c.kind == static_cast<std::uint16_t>(statement::Kind::appoint)
                                ? codec::decode<statement::Appoint>(c.body.bytes)
                                : base::refuse(base::Code::bad_value))
        heads.try_emplace(crypto::key_id(body->key), 0);
    }
    seats_.assign(heads.begin(), heads.end());
  }
  const std::vector<SignedStatement>& log() const { return world_.opening(); }
  const std::vector<SignedStatement>& acts() const { return acts_; }
  const base::Id& partnership() const { return world_.id(); }
  const auto& seats() const { return seats_; }

  sync::CommonGround common() const {
    sync::CommonGround out;
    out.partnership = world_.id();
    out.base = log().size();
    out.place_of = [this](const base::Id& id) -> std::optional<std::uint64_t> {
      for (std::size_t i = 0; i < log().size(); ++i)
        if (log()[i]->id() == id) return i;
      return std::nullopt;
    };
    out.id_at = [this](std::uint64_t place) -> std::optional<base::Id> {
      return place < log().size() ? std::optional(log()[static_cast<std::size_t>(place)]->id())
                                  : std::nullopt;
    };
    out.seat_place = [this](const base::KeyId& seat) -> std::optional<sync::SeatPlace> {
      for (std::size_t i = 0; i < seats_.size(); ++i)
        if (seats_[i].first == seat) return sync::SeatPlace{i, seats_[i].second};
      return std::nullopt;
    };
    out.seat_at = [this](std::uint64_t n) -> std::optional<std::pair<base::KeyId, std::uint64_t>> {
      return n < seats_.size() ? std::optional(seats_[static_cast<std::size_t>(n)]) : std::nullopt;
    };
    return out;
  }
  std::vector<Loose> loose(const std::vector<std::size_t>& which) const {
    std::vector<Loose> out;
    for (const auto i : which) {
      const auto& c = acts_[i]->content();
      out.push_back({acts_[i]->id(), c.seat, c.sequence, *c.previous});
    }
    return out;
  }
  sync::Exchange message(const std::vector<std::size_t>& which) const {
    sync::Exchange out;
    out.partnership = world_.id();
    out.from = "phl";
    out.height = 1;
    out.checkpoint.raw.fill(0x77);
    out.holdings = sync::Holdings{};
    for (const auto i : which) out.statements.push_back(acts_[i]->bytes());
    return out;
  }

 private:
  /// The same, effective when it was made.
  static SignedStatement same_time(const SignedStatement& act) {
    auto content = act->content();
    content.effective_at = content.made_at;
    return statement::sign(std::move(content), key_of(kPhlOfficer));
  }

  World world_;
  std::vector<SignedStatement> acts_;
  std::vector<std::pair<base::KeyId, std::uint64_t>> seats_;
};

/// The same parcel without packing: the one that is compared byte by byte.
Bytes plain_of(const Bytes& packed) {
  auto out = outside(2, 0);
  auto from = sync::Unsqueeze::open(packed);
  PALITAN_CHECK(from.has_value());
  for (auto item = from->next(); item && *item; item = from->next())
    put_item(out, (**item)[0], (**item).subspan(1));
  return out;
}

class ParcelVectors : public ::testing::Test {
 protected:
  Ground ground_;
  ordered_json cases_ = ordered_json::array();

  ordered_json read(const Bytes& bytes) const {
    ordered_json out;
    const auto got = sync::read_parcel(bytes, [&](const sync::ParcelHead&) { return ground_.common(); });
    if (!got) {
      out["refused"] = std::string(base::name(got.error().code));
      return out;
    }
    const auto& x = got->message;
    out["height"] = x.height;
    if (x.holdings) {
      out["runs"] = ordered_json::array();
      for (const auto& seat : x.holdings->runs)
        for (const auto& [first, last] : seat.runs)
          out["runs"].push_back({{"seat", hex_of(seat.seat)}, {"first", first}, {"last", last}});
      out["tips"] = ordered_json::array();
      for (const auto& tip : x.holdings->tips) out["tips"].push_back(hex_of(tip.id));
    }
    if (x.alike) out["alike"] = std::to_string(*x.alike);
    out["wants"] = x.wants.size();
    out["statements"] = ordered_json::array();
    for (const auto& bytes_of_one : x.statements)
      out["statements"].push_back(hex_of(statement::decode_statement(bytes_of_one)->id()));
    for (const auto& paper : x.finals)
      out["finals"].push_back({{"note", paper.note}, {"acts", paper.acts}, {"tips", paper.tips.size()}});
    if (x.proposal) out["proposal"] = x.proposal->note;
    if (!x.cosignatures.empty()) out["cosignatures"] = x.cosignatures;
    if (!x.declines.empty()) out["declines"] = x.declines;
    if (got->fault) out["ends_with"] = std::string(base::name(got->fault->code));
    return out;
  }
  void add(const std::string& what, const Bytes& bytes) {
    ordered_json one = {{"what", what}, {"parcel", hex(bytes)}};
    one["read"] = read(bytes);
    cases_.push_back(std::move(one));
  }
  void add(const std::string& what, const sync::Exchange& message) {
    add(what, plain_of(sync::write_parcel(message, ground_.common())));
  }
  Bytes head() const {
    return codec::encode(sync::read_head(sync::write_parcel(ground_.message({}), ground_.common())).value());
  }
  Bytes with_items(const std::vector<std::pair<unsigned, Bytes>>& items) const {
    auto out = outside(2, 0);
    put_item(out, 0, head());
    for (const auto& [kind, content] : items) put_item(out, kind, content);
    return out;
  }

  void add_heads() {
    add("in sync: height and checkpoint", ground_.message({}));
    auto runs = ground_.message({});
    runs.holdings = sync::holdings_of(ground_.loose({0, 2, 3, 5}), {});
    add("a gap in a seat's run", runs);
    auto alike = ground_.message({4, 5});
    alike.alike = sync::whole_digest(sync::holdings_of(ground_.loose({0, 1, 2, 3, 4, 5}), {}));
    add("two new acts, after which both hold the same", alike);
    auto by_id = ground_.message({});
    by_id.holdings = sync::holdings_of(ground_.loose({0, 1}), {ground_.acts()[0]->content().seat});
    by_id.wants = {id_of(0x33)};
    add("a seat that goes by id, and an act that is wanted", by_id);
    auto unsaid = ground_.message({});
    unsaid.holdings.reset();
    unsaid.asks_handover = unsaid.hands_over = true;
    add("nothing said of what is held", unsaid);
  }
  void add_statements() {
    add("every form of reference", ground_.message({0, 1, 2, 3, 4, 5}));
    Bytes whole = {0x82};
    codec::Decoder outer(ground_.acts()[0]->bytes());
    outer.array(), outer.byte_string(), outer.map();
    base::append(whole, outer.byte_string());
    codec::Encoder tail;
    tail.byte_string(outer.byte_string());
    base::append(whole, tail.bytes());
    add("a statement with everything written out", with_items({{1, whole}}));
    auto papers = ground_.message({0, 1, 2, 3});
    papers.finals.push_back({{}, "a note\n", {}, 2});
    papers.finals.push_back({sync::tips_of(ground_.loose({2})), "a note without its batch\n", {}, 0});
    papers.proposal = sync::AccordPaper{sync::tips_of(ground_.loose({3})), "proposed\n", bytes_from({1, 2})};
    papers.cosignatures = {"cosigned\n"};
    papers.declines = {"declined\n"};
    add("final accords with and without their batch, and papers of the next", papers);
  }
  void add_ends() {
    const auto good = plain_of(sync::write_parcel(ground_.message({0, 1, 2}), ground_.common()));
    add("cut off in the last statement", Bytes(good.begin(), good.end() - 5));
    add("cut off in the head", Bytes(good.begin(), good.begin() + 40));
    auto other = good;
    other[14] = 3;
    add("another version", other);
    other = good;
    other[15] = 2;
    add("another packing", other);
    other = good;
    other[0] = 0x88;
    add("no parcel", other);
    add("an item of another kind behind a statement",
        with_items({{4, bytes_from({'n'})}, {6, bytes_from({0})}}));
    add("a second head", with_items({{0, head()}}));
    auto huge = with_items({});
    base::append(huge, bytes_from({0x5a, 0x00, 0x50, 0x00, 0x01}));
    add("an item of more than 5 MiB", huge);
    auto empty = with_items({});
    empty.push_back(0x40);
    add("an empty item", empty);
    const auto reference = [&](const std::string& what, std::initializer_list<int> item) {
      add(what, with_items({{1, bytes_from(item)}}));
    };
    reference("its seat's last, where there is none", {0x82, 0xa1, 0x07, 0xe1});
    reference("a seat before any", {0x82, 0xa1, 0x05, 0xc4, 0x00});
    reference("a statement before any", {0x82, 0xa1, 0x03, 0xc0, 0x00});
    reference("a place that is not below the base", {0x82, 0xa1, 0x03, 0xc1, 0x05});
    reference("a time after nothing", {0x82, 0xa1, 0x09, 0xc2, 0x00});
    reference("a time where none stands", {0x82, 0xa1, 0x03, 0xc3, 0x00});
    reference("a tag of no meaning", {0x82, 0xa1, 0x03, 0xc9, 0x00});
    reference("a simple value of no meaning", {0x82, 0xa1, 0x03, 0xf6});
    reference("a reference to a reference", {0x82, 0xa1, 0x03, 0xc0, 0xc0, 0x00});
    add_later();
  }
  /// The sender takes a longer log for granted than this end has.
  void add_later() {
    auto ahead = ground_.message({});
    auto bytes = outside(2, 0);
    auto longer = ground_.common();
    longer.base += 10;
    put_item(bytes, 0, codec::encode(sync::read_head(sync::write_parcel(ahead, longer)).value()));
    put_item(bytes, 1, bytes_from({0x82, 0xa1, 0x03, 0xc1, 0x07}));
    add("a place in the log that is not here yet", bytes);
  }
};

/// As written, or nothing where the file is to be made.
ordered_json kept() {
  std::ifstream in(kFile);
  const auto all = ordered_json::parse(in, nullptr, false);
  return all.is_object() && all.contains("packed") ? all["packed"] : ordered_json::array();
}
Bytes from_hex(const std::string& text) {
  const auto out = base::from_hex(text);
  PALITAN_CHECK(out.has_value());
  return *out;
}

/// 72 MiB of zeros in items of 4 MiB: what reads it must stop.
Bytes bomb(base::ByteView head) {
  Bytes items;
  put_item(items, 0, head);
  const Bytes big(4u << 20, 0);
  for (int i = 0; i < 18; ++i) put_item(items, 4, big);
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> zstd(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(zstd.get(), ZSTD_c_windowLog, 20);
  ZSTD_CCtx_setParameter(zstd.get(), ZSTD_c_contentSizeFlag, 0);
  ZSTD_CCtx_loadDictionary(zstd.get(), sync::dictionary_1().data(), sync::dictionary_1().size());
  auto out = outside(2, 1);
  const auto before = out.size();
  out.resize(before + ZSTD_compressBound(items.size()));
  const auto size =
      ZSTD_compress2(zstd.get(), out.data() + before, out.size() - before, items.data(), items.size());
  PALITAN_CHECK(!ZSTD_isError(size));
  out.resize(before + size);
  return out;
}

TEST_F(ParcelVectors, AreCurrent) {
  add_heads();
  add_statements();
  add_ends();
  ordered_json out;
  out["about"] =
      "Parcels (spec/sync.md) and what is read from each by an end that has this log, in this order, and "
      "these seats "
      "with the numbers of their last agreed acts. 'ends_with': reading ends before the first item that is "
      "wrong; what "
      "stands before it counts. Packed ones: packing 1, as one version of zstd wrote them.";
  out["partnership"] = hex_of(ground_.partnership());
  out["log"] = bytes_of(ground_.log());
  out["seats"] = ordered_json::array();
  for (const auto& [seat, agreed] : ground_.seats())
    out["seats"].push_back({{"seat", hex_of(seat)}, {"agreed", agreed}});
  out["acts"] = bytes_of(ground_.acts());
  out["parcels"] = cases_;
  auto packed = kept();
  if (packed.empty()) {
    const auto good = sync::write_parcel(ground_.message({0, 1, 2, 3, 4, 5}), ground_.common());
    packed.push_back({{"what", "six acts"}, {"parcel", hex(good)}});
    packed.push_back({{"what", "cut off"}, {"parcel", hex(base::ByteView(good).first(good.size() - 9))}});
    packed.push_back({{"what", "something behind its end"}, {"parcel", hex(good) + "00"}});
    packed.push_back({{"what", "72 MiB of zeros"}, {"parcel", hex(bomb(head()))}});
  }
  for (auto& one : packed) {
    const auto got = read(from_hex(one["parcel"]));
    one["read"] = got;
    if (one["what"] == "72 MiB of zeros") {  // too long to write down: how many items came, and how it ended
      one["read"]["cosignatures"] = got["cosignatures"].size();
      EXPECT_LE(got["cosignatures"].size(), 16u);
    }
    EXPECT_EQ(got.contains("ends_with") || got.contains("refused"), one["what"] != "six acts") << one["what"];
  }
  out["packed"] = packed;
  expect_current("parcel.json", out);
}

/// First bytes of all references in CBOR of good form.
void references(base::ByteView in, std::set<int>& out) {
  for (std::size_t at = 0; at < in.size();) {
    const unsigned major = in[at] >> 5, info = in[at] & 31;
    if (major > 5) out.insert(in[at]);
    std::size_t size = 1;
    std::uint64_t value = info;
    if (info > 23) {
      size += std::size_t{1} << (info - 24);
      value = 0;
      for (std::size_t i = 1; i < size; ++i) value = value << 8 | in[at + i];
    }
    at += size + (major == 2 || major == 3 ? static_cast<std::size_t>(value) : 0);
  }
}

TEST_F(ParcelVectors, ReachEveryFormOfReference) {
  std::set<int> seen;
  sync::ParcelMemory memory;
  for (const auto& act : ground_.acts())
    references(sync::pack_statement(act->bytes(), ground_.common(), memory), seen);
  EXPECT_EQ(seen, (std::set<int>{0xe0, 0xe1, 0xe2, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4}));
}

}  // namespace
}  // namespace palitan::vectors
