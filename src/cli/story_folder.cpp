// What may happen to a node's folder: two processes, wrong passphrases, damaged files.
#include "cli/story_folder.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "node/random.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;
using statement::PartyCode;

/// A story's keys guard nothing.
constexpr crypto::WrapParameters kQuick{1, 8'192};

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}
void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

/// "cut short", "gone" or "in a newer format". Empty: done; else the fault.
std::string change_file(const fs::path& path, const std::string& change) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return "there is no such file in the folder";
  auto text = text_of(path);
  if (change == "gone") {
    fs::remove(path, error);
  } else if (change == "cut short") {
    write(path, text.substr(0, text.size() / 2));
  } else if (change == "in a newer format") {
    constexpr std::string_view kFormat = "\"format\": 1";
    const auto at = text.find(kFormat);
    if (at == std::string::npos) return "the file names no format";
    write(path, text.replace(at, kFormat.size(), "\"format\": 2"));
  } else {
    return "'" + change + "' happens to no file; known are: cut short, gone, in a newer format";
  }
  return {};
}
}  // namespace

StoryFolder::StoryFolder() {
  const auto name = base::to_hex(node::random_bytes<8>());
  dir = fs::temp_directory_path() / ("palitan-story-" + name);
}
StoryFolder::~StoryFolder() {
  lock.reset();
  std::error_code error;
  fs::remove_all(dir, error);
}

/// jpn keeps a folder under "PASSPHRASE" with the seat of approver [under "ANOTHER"] [and biller ...]
void Player::keep_folder(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("a folder under");
  const auto passphrase = words.next("a passphrase");
  std::vector<std::pair<std::string, std::string>> offices;
  for (bool more = words.take("with the seat of"); more; more = words.take("and")) {
    offices.emplace_back(words.next("an office"), passphrase);
    if (words.take("under")) offices.back().second = words.next("a passphrase");
  }
  words.end();
  if (folders_.contains(party)) words.fail(party + " keeps a folder already");
  if (broken(words)) return;
  auto& kept = *(folders_[party] = std::make_unique<StoryFolder>());
  node::NodeFile file;
  file.party = file.name = party;
  const auto made = [&]() -> base::Result<void> {
    const auto folder = node::Folder::create(kept.dir, file);
    if (!folder) return tl::unexpected(folder.error());
    for (const auto name : {node::kAccordKey, node::kNodeKey})
      if (auto ok = folder->write_key(name, world_->key(party, std::string(name)), passphrase, kQuick); !ok)
        return ok;
    for (const auto& [office, phrase] : offices)
      if (auto ok = folder->write_key(node::seat_key_file(world_->seat(party, office)),
                                      world_->key(party, office), phrase, kQuick);
          !ok)
        return ok;
    const auto founded = folder->found_record(world_->founding(), world_->founding_note());
    return founded ? base::Result<void>{} : tl::unexpected(founded.error());
  }();
  came_of(words.line(), made, party + " keeps a folder");
}

/// jpn opens its folder under "PASSPHRASE": as a process does that is to serve it.
void Player::open_folder(const PartyCode& party, Words& words) {
  words.need("under");
  const auto passphrase = words.next("a passphrase");
  auto* kept = folder_of(party, words);
  if (broken(words)) return;
  const auto opened = [&]() -> base::Result<void> {
    const auto folder = node::Folder::open(kept->dir);
    if (!folder) return tl::unexpected(folder.error());
    auto lock = folder->lock();
    if (!lock) return tl::unexpected(lock.error());
    auto keys = node::Keyring::unlock(*folder, passphrase);
    if (!keys) return tl::unexpected(keys.error());
    const auto record = folder->open_record(world_->partnership(), true);
    if (!record) return tl::unexpected(record.error());
    kept->lock = std::move(*lock);
    kept->keys = std::move(*keys);
    return {};
  }();
  came_of(words.line(), opened, party + " opens its folder");
}

/// jpn leaves its folder: the process ends.
void Player::leave_folder(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("its folder");
  auto* kept = folder_of(party, words);
  if (broken(words)) return;
  kept->lock.reset();
  kept->keys.reset();
}

/// jpn unlocks approver under "PASSPHRASE"
void Player::unlock_seat(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  const auto office = words.next("an office");
  words.need("under");
  const auto passphrase = words.next("a passphrase");
  auto* kept = folder_of(party, words);
  if (kept != nullptr && !kept->keys) words.fail(party + " has not opened its folder");
  if (!broken(words))
    came_of(words.line(), kept->keys->unlock_seat(world_->seat(party, office), passphrase),
            party + " unlocks " + office);
}

/// jpn uses the key of approver: what a served node does before it signs.
void Player::use_key(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  words.need("the key of");
  const auto office = words.next("an office");
  auto* kept = folder_of(party, words);
  if (kept != nullptr && !kept->keys) words.fail(party + " has not opened its folder");
  if (broken(words)) return;
  const auto key = kept->keys->seat(world_->seat(party, office));
  came_of(words.line(), key ? base::Result<void>{} : tl::unexpected(key.error()),
          party + " uses the key of " + office);
}

/// jpn finds "node.json" cut short
void Player::find_file(const PartyCode& party, Words& words, const Sentence&, const ActOptions&) {
  const auto name = words.next("a file of the folder");
  std::string change;
  while (!words.done()) change += (change.empty() ? "" : " ") + words.next("what became of it");
  auto* kept = folder_of(party, words);
  if (broken(words)) return;
  const bool record = name == "the record";
  const auto path =
      record ? kept->dir / "record" / (base::to_hex(world_->partnership().view()) + ".db") : kept->dir / name;
  if (const auto fault = change_file(path, change); !fault.empty()) return words.fail(fault);
  note(words.line(), fmt::format("{} finds {} {}", party, name, change));
}

StoryFolder* Player::folder_of(const PartyCode& party, Words& words) {
  const auto at = folders_.find(party);
  if (at == folders_.end()) words.fail(party + " keeps no folder");
  return at == folders_.end() ? nullptr : at->second.get();
}

}  // namespace palitan::cli
