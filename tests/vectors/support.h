// Papers and vectors that are made from the code: compared in every run, written with
// PALITAN_UPDATE_VECTORS=1.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "merkle/note.h"
#include "merkle/proof.h"
#include "statement/envelope.h"

namespace palitan::vectors {

using nlohmann::ordered_json;

/// Compares with spec/vectors/NAME, or writes it.
void expect_current(const std::string& name, const ordered_json& value);
/// Compares what stands between "<!-- table: MARK -->" and "<!-- /table -->" in a paper, or writes it.
void expect_table(const std::string& paper, const std::string& mark, const std::string& text);

inline std::string hex(base::ByteView bytes) { return base::to_hex(bytes); }
template <class F>
std::string hex_of(const F& fixed) {
  return base::to_hex(fixed.view());
}

/// The key pair whose seed is this byte, 32 times.
crypto::KeyPair key_of(unsigned seed);
base::Id id_of(unsigned byte);

// Seeds of the two parties that every vector shares.
inline constexpr unsigned kJpnRoot0 = 0x10, kJpnRoot1 = 0x11, kJpnAccord = 0x12, kJpnNode = 0x13,
                          kJpnRegistrar = 0x14, kJpnIssuer = 0x15, kJpnNewAccord = 0x16, kJpnNewNode = 0x17;
inline constexpr unsigned kPhlRoot0 = 0x20, kPhlAccord = 0x22, kPhlNode = 0x23, kPhlRegistrar = 0x24,
                          kPhlOfficer = 0x25;
inline constexpr std::int64_t kStart = 1'795'392'000'000;  ///< 2026-11-23T00:00:00Z

/// Signs acts of one partnership and keeps each seat's chain.
class World {
 public:
  World();
  struct How {
    std::optional<base::Id> case_id = {};
    std::vector<base::Id> after = {};
    std::optional<std::uint64_t> sequence = {};  ///< instead of the seat's next
    std::optional<base::Id> previous = {};       ///< instead of the seat's last
    std::int64_t effective_ms = kStart;
    std::int32_t offset_minutes = 480;
    statement::Marking marking = statement::Marking::unclassified;
  };
  template <class Body>
  statement::SignedStatement act(unsigned seed, const Body& body, const How& how) {
    return act(seed, statement::kKindOf<Body>, codec::encode(body), how);
  }
  /// With the endorsement of each further root.
  template <class Body>
  statement::SignedStatement root_act(unsigned seed, Body body, const std::vector<unsigned>& endorsers,
                                      const How& how) {
    const auto content = content_of(seed, statement::kKindOf<Body>, how);
    for (const auto root : endorsers) {
      const auto key = key_of(root);
      body.endorsements.push_back(
          {key.public_key, crypto::sign(key, statement::root_act_message(content, body))});
    }
    return act(seed, body, how);
  }
  statement::SignedStatement appoint(unsigned by, unsigned seat, std::string office,
                                     std::vector<statement::Role> roles,
                                     const std::vector<unsigned>& endorsers = {});
  statement::SignedStatement request(unsigned seed, std::string reference, std::vector<base::Id> after = {});

  /// Founding and both registrars, an issuer for jpn, a requester for phl: what accords 0 and 1 hold.
  const std::vector<statement::SignedStatement>& opening() const { return opening_; }
  const base::Id& id() const { return id_; }
  How in_partnership() const { return {.case_id = id_}; }

 private:
  statement::Content content_of(unsigned seed, statement::Kind kind, const How& how) const;
  statement::SignedStatement act(unsigned seed, statement::Kind kind, const base::Bytes& body,
                                 const How& how);

  struct Head {
    std::uint64_t sequence = 0;
    base::Id last;
  };
  std::map<unsigned, Head> heads_;
  base::Id id_;
  std::vector<statement::SignedStatement> opening_;
};

/// 0 for jpn's seats, 1 for phl's.
std::size_t party_of(const base::KeyId& seat);
/// The definition of spec/log.md section 4, naively. Causes outside the batch count as agreed.
std::vector<statement::SignedStatement> canonical_order(std::vector<statement::SignedStatement> batch,
                                                        std::size_t proposer, std::size_t parties);

ordered_json bytes_of(const std::vector<statement::SignedStatement>& acts);

/// spec/log.md section 2. `results` and `previous` zero where not given.
struct Point {
  std::uint64_t height = 0, attempt = 0;
  std::int64_t time_ms = kStart;
  std::uint64_t rules = 1, size = 0;
  base::Hash root, results, previous;
};
std::string checkpoint_text(const base::Id& partnership, const Point& point);
/// The note with a cosignature under each (name, seed).
std::string final_note(const std::string& text, std::int64_t time_ms,
                       const std::vector<std::pair<std::string, unsigned>>& signers);

}  // namespace palitan::vectors
