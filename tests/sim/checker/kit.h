// Bytes, hashes, signatures and CBOR of the checker. Inside the checker only.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct cbor_item_t;

namespace sim_checker {

/// Byte strings are std::string: they compare, hash and append by themselves.
using Bytes = std::string;

/// What is not true, thrown from wherever it is found.
struct Untrue : std::runtime_error {
  using std::runtime_error::runtime_error;
};
inline void must(bool holds, const std::string& what) {
  if (!holds) throw Untrue(what);
}

Bytes from_hex(std::string_view text);
Bytes from_base64(std::string_view text);
std::string to_base64(const Bytes& bytes);
std::string short_hex(const Bytes& bytes);
Bytes sha256(const Bytes& bytes);
/// Ed25519, OpenSSL's. False also where key or signature have another length.
bool verifies(const Bytes& key, const Bytes& message, const Bytes& signature);
Bytes big_endian(std::uint64_t value, int bytes);

/// One decoded item, whole: libcbor decoded it, and nothing was left over.
class Item {
 public:
  static Item decode(const Bytes& bytes);

  bool is_map() const;
  bool is_empty_map() const;
  Bytes bytes() const;
  std::string text() const;
  std::uint64_t number() const;
  std::vector<Item> list() const;
  /// By integer key. What is not there is null.
  Item at(std::uint64_t key) const;
  bool there() const { return item_ != nullptr; }

 private:
  explicit Item(std::shared_ptr<cbor_item_t> item) : item_(std::move(item)) {}
  static Item share(cbor_item_t* item);
  std::shared_ptr<cbor_item_t> item_;
};

// Canonical heads, for what has to be hashed.
Bytes cbor_head(int major, std::uint64_t value);
Bytes cbor_bytes(const Bytes& bytes);
Bytes cbor_text(const std::string& text);
Bytes cbor_integer(std::int64_t value);

}  // namespace sim_checker
