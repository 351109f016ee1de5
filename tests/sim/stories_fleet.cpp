#include "stories_fleet.h"

#include <filesystem>
#include <map>
#include <system_error>

#include <fmt/format.h>
#include <stdlib.h>

#include "crypto/hash.h"
#include "dice.h"
#include "node/delegations.h"

namespace palitan::sim {
namespace {
namespace fs = std::filesystem;
using base::Code;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kMostOfParty = 100;

crypto::KeyPair key(std::string_view label) {
  return crypto::key_pair_from_seed(crypto::sha256(base::view_of(label)).raw);
}

class TempFolder {
 public:
  TempFolder() {
    auto pattern = (fs::temp_directory_path() / "palitan-fleet-XXXXXX").string();
    PALITAN_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code none;
    fs::remove_all(path_, none);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

class Fleet {
 public:
  explicit Fleet(std::uint64_t seed) : dice_(seed), ships_(dice_.chance(300) ? 3 * kMostOfParty / 2 : 6) {
    among_.id.raw.fill(0xab);
    for (const char* code : {"jpn", "phl"}) {
      auto& party = among_.parties.emplace_back();
      party.code = code;
      party.accord_key = accord_key(code).public_key;
    }
    auto made = node::Folder::create(temp_.path() / "node", {.party = "jpn", .name = "Japan", .peers = {}});
    PALITAN_CHECK(made.has_value());
    folder_.emplace(std::move(*made));
    node_.emplace(*folder_);
  }

  FleetReport play() {
    for (std::size_t step = 0; step < 150 + 4 * ships_ && !report_.problem; ++step) {
      if (dice_.chance(100)) now_.ms += dice_.below(20) * kDayMs;
      if (dice_.chance(20)) change_accord_key();
      if (dice_.chance(50)) node_.emplace(*folder_);
      show(shown_.empty() || dice_.chance(800) ? written() : dice_.pick(shown_));
      look();
    }
    return report_;
  }

 private:
  struct Shown {
    sync::Delegation says;
    std::string signer;  ///< the label of the key
    base::Bytes bytes;
    bool damaged = false;
  };

  std::string accord_label(const std::string& party) const {
    const auto changes = changed_.find(party);
    return fmt::format("{} accord {}", party, changes == changed_.end() ? 0 : changes->second);
  }
  crypto::KeyPair accord_key(const std::string& party) const { return key(accord_label(party)); }
  void change_accord_key() {
    auto& party = among_.parties[dice_.below(2)];
    ++changed_[party.code];
    party.accord_key = accord_key(party.code).public_key;
  }

  Shown written() {
    Shown out;
    auto& x = out.says;
    x.partnership = among_.id;
    if (dice_.chance(50)) x.partnership.raw.fill(0xcd);
    x.party = dice_.chance(850) ? "phl" : "jpn";
    x.node = fmt::format("Ship {}", dice_.below(ships_));
    x.tls_key = key(fmt::format("ship {}", dice_.next())).public_key;
    x.from = {now_.ms + (static_cast<std::int64_t>(dice_.below(24)) - 20) * kDayMs};
    x.until = {x.from.ms + (1 + dice_.below(60)) * kDayMs};
    out.signer = dice_.chance(950) ? accord_label(x.party) : "a stranger";
    out.bytes = sync::write_delegation(x, key(out.signer));
    out.damaged = dice_.chance(40);
    if (out.damaged)
      out.bytes[dice_.below(out.bytes.size())] ^= static_cast<std::uint8_t>(1 + dice_.below(255));
    return out;
  }

  bool counts(const Shown& x) const {
    return x.says.from <= now_ && now_ < x.says.until && x.signer == accord_label(x.says.party);
  }

  /// What the rules say of it: kept, known, or a refusal.
  base::Result<bool> truth(const Shown& x) const {
    if (x.says.partnership != among_.id) return base::refuse(Code::local_not_authorised);
    if (x.signer != accord_label(x.says.party)) return base::refuse(Code::bad_signature);
    if (!counts(x)) return base::refuse(Code::local_not_authorised);
    const auto known = kept_.find(x.says.name());
    if (known == kept_.end()) {
      std::size_t of_party = 0;
      for (const auto& [name, one] : kept_) of_party += one.says.party == x.says.party ? 1 : 0;
      if (of_party >= kMostOfParty) return base::refuse(Code::local_busy);
      return true;
    }
    return known->second.bytes != x.bytes &&
           (known->second.says.from <= x.says.from || !counts(known->second));
  }

  void show(const Shown& x) {
    const auto answer = node_->keep(x.bytes, among_, now_);
    if (!answer) ++report_.coverage.codes[std::string(base::name(answer.error().code))];
    if (x.damaged) {
      // Its partnership may be what is wrong with it; whatever it is, nobody signed that.
      if (answer) wrong(x, "a damaged one was taken");
      return;
    }
    shown_.push_back(x);
    const auto expected = truth(x);
    if (answer.has_value() != expected.has_value() || (answer && *answer != *expected) ||
        (!answer && answer.error().code != expected.error().code))
      return wrong(x, fmt::format("{} instead of {}", said(answer), said(expected)));
    if (!answer || !*answer) return;
    ++report_.kept;
    kept_[x.says.name()] = x;
  }

  void look() {
    std::vector<sync::NodeName> names, expected;
    for (const auto& one : node_->of(among_, now_)) names.push_back(one.name());
    for (const auto& [name, one] : kept_)
      if (counts(one)) expected.push_back(name);
    if (names != expected && !report_.problem)
      report_.problem = fmt::format("{} field nodes count instead of {}", names.size(), expected.size());
  }

  static std::string said(const base::Result<bool>& answer) {
    if (!answer) return std::string(base::name(answer.error().code));
    return *answer ? "kept" : "known";
  }
  void wrong(const Shown& x, const std::string& what) {
    if (!report_.problem) report_.problem = fmt::format("{}: {}", x.says.name(), what);
  }

  Dice dice_;
  std::size_t ships_;
  base::Instant now_{1'782'864'000'000};
  TempFolder temp_;
  kernel::PartnershipFact among_;
  std::map<std::string, int> changed_;
  std::optional<node::Folder> folder_;
  std::optional<node::Delegations> node_;
  std::map<sync::NodeName, Shown> kept_;
  std::vector<Shown> shown_;
  FleetReport report_;
};
}  // namespace

FleetReport play_fleet(std::uint64_t seed) { return Fleet(seed).play(); }

}  // namespace palitan::sim
