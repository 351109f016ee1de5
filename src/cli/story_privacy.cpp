// Who holds what of a book: every byte that reached a party in a story, on its links and on its disks.
#include <fmt/format.h>

#include "cli/book_marks.h"
#include "cli/story_player.h"

namespace palitan::cli {
using statement::PartyCode;

namespace {
/// All that a party has.
struct Hoard {
  std::string bytes;
  std::string shown;  ///< of these, what was disclosed to it on purpose
};
}  // namespace

/// "nothing of jpn-phl is with usa but what was disclosed": no id, signature, body, text or account of that
/// book has come to usa by any link, nor lies in any of its records, but in the acts shown there on purpose.
void Player::nothing_of(Words& words) {
  const auto name = words.next("a book");
  words.need("is with");
  const auto outsider = words.next("a party");
  const bool disclosed = words.take("but what was disclosed");
  std::vector<std::pair<std::string, node::World*>> books = {{book_, world_.get()}};
  for (const auto& [other, world] : shelf_)
    if (world) books.emplace_back(other, world.get());
  node::World* hidden = nullptr;
  for (const auto& [other, world] : books)
    if (other == name) hidden = world;
  if (words.fault()) return;
  if (hidden == nullptr || hidden->has(outsider))
    return words.fail("name a book that '" + outsider + "' is not in");
  BookMarks marks;
  for (const auto& party : hidden->parties()) marks.add_book(hidden->store(party));
  Hoard hoard{heard_[outsider], {}};
  for (const auto& [other, world] : books) {
    if (!world->has(outsider)) continue;
    marks.leave_out_what_stands_in(world->store(outsider));
    hoard.bytes += all_bytes_of(world->store(outsider));
    hoard.shown += shown_on_purpose(world->store(outsider));
  }
  // The same search finds everything with a member of the book: so it can find.
  const auto& member = hidden->parties().front();
  const auto own = marks.found_in(all_bytes_of(hidden->store(member)));
  if (own.size() != marks.size())
    return words.fail(
        fmt::format("only {} of {} marks are with {} itself", own.size(), marks.size(), member));
  const auto with_it = marks.found_in(hoard.bytes);
  const auto on_purpose = disclosed ? marks.found_in(hoard.shown) : std::set<std::string>{};
  for (const auto& mark : with_it)
    if (!on_purpose.contains(mark))
      return words.fail(fmt::format("{} holds of {}: {}", outsider, name, mark));
  if (disclosed && with_it.empty()) return words.fail("nothing of it was disclosed to " + outsider);
  note(words.line(), fmt::format("{} holds {} of the {} marks of {}, searched in {} bytes", outsider,
                                 with_it.size(), marks.size(), name, hoard.bytes.size()));
}

}  // namespace palitan::cli
