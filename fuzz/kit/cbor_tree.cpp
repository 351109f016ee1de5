#include "kit/cbor_tree.h"

namespace palitan::fuzz {
namespace {

constexpr unsigned kDepth = 24;

struct Head {
  unsigned major = 0;
  std::uint64_t value = 0;
  unsigned wider = 0;
};

/// Bytes of a head for `value` after its first: 0, 1, 2, 4 or 8, as steps 0 to 4.
unsigned step_of(std::uint64_t value) {
  return value < 24 ? 0 : value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffff'ffff ? 3 : 4;
}

std::optional<Head> read_head(base::ByteView in, std::size_t& at) {
  if (at >= in.size()) return std::nullopt;
  Head out;
  out.major = in[at] >> 5;
  const unsigned info = in[at] & 31;
  ++at;
  if (info < 24) {
    out.value = info;
    return out;
  }
  if (info > 27) return std::nullopt;
  const auto width = std::size_t{1} << (info - 24);
  if (in.size() - at < width) return std::nullopt;
  for (std::size_t i = 0; i < width; ++i) out.value = out.value << 8 | in[at++];
  out.wider = info - 23 - step_of(out.value);
  return out;
}

std::optional<CborNode> read_item(base::ByteView in, std::size_t& at, unsigned depth) {
  const auto head = read_head(in, at);
  if (!head || depth > kDepth) return std::nullopt;
  CborNode out{head->major, head->value, {}, {}, head->wider};
  if (head->major == 2 || head->major == 3) {
    if (head->value > in.size() - at) return std::nullopt;
    const auto content = in.subspan(at, static_cast<std::size_t>(head->value));
    at += content.size();
    // A list or map inside a byte string, such as a body in a payload in an envelope, is a part of the tree.
    if (head->major == 2 && content.size() > 1 && (content[0] >> 5 == 4 || content[0] >> 5 == 5)) {
      std::size_t inner = 0;
      auto kid = read_item(content, inner, depth + 1);
      if (kid && inner == content.size()) {
        out.kids.push_back(std::move(*kid));
        return out;
      }
    }
    out.bytes.assign(content.begin(), content.end());
    return out;
  }
  if (head->major < 4 || head->major == 7) return out;
  if (head->value > in.size()) return std::nullopt;
  const auto count = head->major == 6 ? 1 : head->major == 5 ? 2 * head->value : head->value;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto kid = read_item(in, at, depth + 1);
    if (!kid) return std::nullopt;
    out.kids.push_back(std::move(*kid));
  }
  return out;
}

void write_head(unsigned major, std::uint64_t value, unsigned wider, base::Bytes& out) {
  const auto step = std::min(4u, step_of(value) + wider);
  const auto top = static_cast<std::uint8_t>(major << 5);
  if (step == 0) return out.push_back(static_cast<std::uint8_t>(top | value));
  out.push_back(static_cast<std::uint8_t>(top | (23 + step)));
  for (auto i = std::size_t{1} << (step - 1); i > 0; --i)
    out.push_back(static_cast<std::uint8_t>(value >> (8 * (i - 1))));
}

void write_item(const CborNode& node, base::Bytes& out) {
  if (node.major == 2 || node.major == 3) {
    base::Bytes inner;
    for (const auto& kid : node.kids) write_item(kid, inner);
    const auto& content = node.kids.empty() ? node.bytes : inner;
    write_head(node.major, content.size(), node.wider, out);
    return base::append(out, content);
  }
  const auto value = node.major == 4 ? node.kids.size() : node.major == 5 ? node.kids.size() / 2 : node.value;
  write_head(node.major, value, node.wider, out);
  for (const auto& kid : node.kids) write_item(kid, out);
}

void gather(CborNode& node, std::vector<CborNode*>& out) {
  out.push_back(&node);
  for (auto& kid : node.kids) gather(kid, out);
}

std::uint64_t edge(std::uint64_t from, Dice& dice) {
  const std::vector<std::uint64_t> edges = {0,
                                            1,
                                            23,
                                            24,
                                            255,
                                            256,
                                            65'535,
                                            65'536,
                                            0xffff'ffff,
                                            0x1'0000'0000,
                                            0x7fff'ffff'ffff'ffff,
                                            0x8000'0000'0000'0000,
                                            0xffff'ffff'ffff'ffff};
  switch (dice.below(4)) {
    case 0:
      return from + 1;
    case 1:
      return from - 1;
    case 2:
      return dice.of(edges);
    default:
      return from ^ (std::uint64_t{1} << dice.below(64));
  }
}

void change_pairs(std::vector<CborNode>& kids, Dice& dice) {
  if (kids.size() < 2) return;
  const auto pair = [&] { return static_cast<std::ptrdiff_t>(2 * dice.below(kids.size() / 2)); };
  const auto a = pair(), b = pair();
  switch (dice.below(4)) {
    case 0:
      kids.erase(kids.begin() + a, kids.begin() + a + 2);
      return;
    case 1:
      std::swap(kids[static_cast<std::size_t>(a) + 1], kids[static_cast<std::size_t>(b) + 1]);
      return;
    case 2: {
      // Another key with the same value, in its place, so that the map stays in order more often than not.
      auto& key = kids[static_cast<std::size_t>(a)];
      if (key.major == 0) key.value += dice.one_in(2) ? 1 : ~std::uint64_t{0};
      return;
    }
    default: {
      const std::vector<CborNode> copy(kids.begin() + a, kids.begin() + a + 2);
      kids.insert(kids.begin() + a, copy.begin(), copy.end());
      auto& key = kids[static_cast<std::size_t>(a) + 2];
      if (key.major == 0) ++key.value;
    }
  }
}

void change_node(CborNode& node, const CborNode& other, Dice& dice) {
  if (dice.one_in(12)) {
    node = other;
    return;
  }
  if (dice.one_in(40)) {
    node.wider = static_cast<unsigned>(dice.below(4));
    return;
  }
  if (dice.one_in(40)) {
    node.major = static_cast<unsigned>(dice.below(8));
    if (node.major == 6 && node.kids.size() != 1) node.kids.assign(1, other);
    if (node.major < 4 || node.major == 7) node.kids.clear();
    return;
  }
  switch (node.major) {
    case 2:
    case 3:
      if (node.kids.empty()) node.bytes = changed_bytes(node.bytes);
      return;
    case 4:
      return shuffle_one(node.kids, dice);
    case 5:
      return change_pairs(node.kids, dice);
    default:
      node.value = edge(node.value, dice);
  }
}
}  // namespace

std::optional<CborNode> read_cbor(base::ByteView in) {
  std::size_t at = 0;
  auto out = read_item(in, at, 0);
  return at == in.size() ? std::move(out) : std::nullopt;
}

std::vector<CborNode> read_cbor_sequence(base::ByteView in) {
  std::vector<CborNode> out;
  for (std::size_t at = 0; at < in.size();) {
    auto item = read_item(in, at, 0);
    if (!item) break;
    out.push_back(std::move(*item));
  }
  return out;
}

base::Bytes write_cbor(const CborNode& node) {
  base::Bytes out;
  write_item(node, out);
  return out;
}

void change_cbor(CborNode& root, Dice& dice) {
  for (auto left = 1 + dice.below(4); left > 0; --left) {
    std::vector<CborNode*> all;
    gather(root, all);
    const auto other = *dice.of(all);
    change_node(*dice.of(all), other, dice);
  }
}

base::Bytes changed_cbor(base::ByteView in, Dice& dice) {
  auto tree = read_cbor(in);
  if (!tree || dice.one_in(10)) return changed_bytes(in);
  change_cbor(*tree, dice);
  return write_cbor(*tree);
}

}  // namespace palitan::fuzz
