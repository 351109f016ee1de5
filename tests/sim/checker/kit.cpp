#include "kit.h"

#include <cbor.h>
#include <openssl/evp.h>

#include <array>

namespace sim_checker {

// ---- bytes

Bytes from_hex(std::string_view text) {
  if (text == "-") return {};
  must(text.size() % 2 == 0, "odd hex");
  const auto digit = [](char c) -> unsigned {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    must(c >= 'a' && c <= 'f', "no hex digit");
    return static_cast<unsigned>(c - 'a') + 10;
  };
  Bytes out;
  for (std::size_t i = 0; i < text.size(); i += 2)
    out.push_back(static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1])));
  return out;
}

namespace {
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const unsigned char* raw(const Bytes& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
}  // namespace

std::string to_base64(const Bytes& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out.push_back(i + k <= bytes.size() ? kAlphabet[group >> (18 - 6 * k) & 63] : '=');
  }
  return out;
}

Bytes from_base64(std::string_view text) {
  Bytes out;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const auto value = kAlphabet.find(c);
    must(value != std::string_view::npos, "no base64");
    group = group << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<char>(group >> bits & 0xff));
  }
  must(to_base64(out) == text, "base64 in another form");
  return out;
}

std::string short_hex(const Bytes& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size() && i < 4; ++i) {
    constexpr std::string_view digits = "0123456789abcdef";
    out.push_back(digits[static_cast<unsigned char>(bytes[i]) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(bytes[i]) & 15]);
  }
  return out;
}

Bytes big_endian(std::uint64_t value, int bytes) {
  Bytes out;
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
  return out;
}

// ---- hashes and signatures

Bytes sha256(const Bytes& bytes) {
  std::array<unsigned char, 32> out{};
  unsigned length = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, EVP_sha256(), nullptr) == 1, "SHA-256");
  return {reinterpret_cast<const char*>(out.data()), length};
}

bool verifies(const Bytes& key, const Bytes& message, const Bytes& signature) {
  if (key.size() != 32 || signature.size() != 64) return false;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), key.size()), &EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return public_key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
}

// ---- CBOR

Item Item::share(cbor_item_t* item) {
  return Item(std::shared_ptr<cbor_item_t>(item, [](cbor_item_t* at) { cbor_decref(&at); }));
}

Item Item::decode(const Bytes& bytes) {
  cbor_load_result result{};
  auto* item = cbor_load(raw(bytes), bytes.size(), &result);
  must(item != nullptr && result.error.code == CBOR_ERR_NONE, "no CBOR");
  auto out = share(item);
  must(result.read == bytes.size(), "bytes behind the CBOR");
  return out;
}

bool Item::is_map() const { return item_ && cbor_isa_map(item_.get()); }

bool Item::is_empty_map() const { return is_map() && cbor_map_size(item_.get()) == 0; }

Bytes Item::bytes() const {
  must(item_ && cbor_isa_bytestring(item_.get()) && cbor_bytestring_is_definite(item_.get()),
       "no byte string");
  return {reinterpret_cast<const char*>(cbor_bytestring_handle(item_.get())),
          cbor_bytestring_length(item_.get())};
}

std::string Item::text() const {
  must(item_ && cbor_isa_string(item_.get()) && cbor_string_is_definite(item_.get()), "no text");
  return {reinterpret_cast<const char*>(cbor_string_handle(item_.get())), cbor_string_length(item_.get())};
}

std::uint64_t Item::number() const {
  must(item_ && cbor_isa_uint(item_.get()), "no number");
  return cbor_get_int(item_.get());
}

std::vector<Item> Item::list() const {
  std::vector<Item> out;
  if (!item_) return out;  // an empty list is left out
  must(cbor_isa_array(item_.get()), "no list");
  for (std::size_t i = 0; i < cbor_array_size(item_.get()); ++i)
    out.push_back(share(cbor_array_get(item_.get(), i)));
  return out;
}

Item Item::at(std::uint64_t key) const {
  must(is_map(), "no map");
  const auto* pairs = cbor_map_handle(item_.get());
  for (std::size_t i = 0; i < cbor_map_size(item_.get()); ++i)
    if (cbor_isa_uint(pairs[i].key) && cbor_get_int(pairs[i].key) == key)
      return share(cbor_incref(pairs[i].value));
  return Item(nullptr);
}

Bytes cbor_head(int major, std::uint64_t value) {
  const auto first = [&](unsigned low) { return static_cast<char>(static_cast<unsigned>(major) << 5 | low); };
  if (value < 24) return Bytes(1, first(static_cast<unsigned>(value)));
  const int bytes = value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffffffff ? 4 : 8;
  return first(bytes == 1 ? 24 : bytes == 2 ? 25 : bytes == 4 ? 26 : 27) + big_endian(value, bytes);
}
Bytes cbor_bytes(const Bytes& bytes) { return cbor_head(2, bytes.size()) + bytes; }
Bytes cbor_text(const std::string& text) { return cbor_head(3, text.size()) + text; }
Bytes cbor_integer(std::int64_t value) {
  return value >= 0 ? cbor_head(0, static_cast<std::uint64_t>(value))
                    : cbor_head(1, static_cast<std::uint64_t>(-(value + 1)));
}

}  // namespace sim_checker
