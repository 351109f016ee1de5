#include "cli/story_files.h"

#include <fmt/format.h>

#include "cli/story_player.h"
#include "crypto/hash.h"
#include "node/attachment_fetch.h"

namespace palitan::cli {
using statement::PartyCode;

namespace {
base::Hash hash_of(const std::string& name) { return crypto::sha256(base::view_of(name)); }
}  // namespace

node::Attachments& StoryFiles::of(const PartyCode& party) {
  if (!place_) place_ = std::make_unique<StoryFolder>();
  auto& at = files_[party];
  if (!at) at = std::make_unique<node::Attachments>(place_->dir / ("files-" + party));
  return *at;
}

void StoryFiles::keep(const PartyCode& party, const std::string& name) {
  PALITAN_CHECK(of(party).put(hash_of(name), base::view_of(name)).has_value());
}

bool StoryFiles::has(const PartyCode& party, const std::string& name) { return of(party).has(hash_of(name)); }

void StoryFiles::carry(const std::vector<node::World*>& books) {
  for (auto* world : books)
    for (const auto& party : world->parties()) {
      if (!world->running(party)) continue;
      node::AttachmentNames names(world->store(party));
      const auto wanted = [&](const base::Hash& hash) {
        for (auto* other : books)
          if (other->has(party)) {
            node::AttachmentNames here(other->store(party));
            if (!here.of(hash).empty() && !here.erased(hash)) return true;
          }
        return false;
      };
      node::AttachmentFetch fetch(
          of(party), [&](const base::Id&) { return &names; }, party, std::chrono::milliseconds(0), wanted);
      fetch.sweep(world->partnership());
      auto now = node::AttachmentFetch::Clock::now();
      for (const auto& other : world->parties()) {
        if (other == party || !world->running(other)) continue;
        while (const auto wish = fetch.next(world->partnership(), other, now)) {
          const auto bytes = of(other).get(wish->hash);
          if (!bytes || !fetch.arrived(*wish, other, *bytes, now)) break;
        }
      }
    }
}

/// "crew.pdf" lies at jpn phl; "crew.pdf" is gone from jpn phl
void Player::file_lies(Words& words) {
  const auto name = words.next("a file");
  const bool gone = words.take("is gone from");
  if (!gone) words.need("lies at");
  std::vector<node::World*> books = {world_.get()};
  for (const auto& [other, world] : shelf_)
    if (world) books.push_back(world.get());
  files_.carry(books);
  while (!words.done()) {
    const auto party = words.next("a party");
    if (!words.fault() && !world_->has(party)) return words.fail("'" + party + "' is not a party");
    if (files_.has(party, name) == gone)
      return words.fail(fmt::format("expected '{}' to {} {}", name, gone ? "be gone from" : "lie at", party));
  }
}

}  // namespace palitan::cli
