// What may be wrong around a node, looked at without changing anything: for whoever watches over one that
// runs and for `palitan doctor`.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace palitan::node {

enum class Standing {
  ok,
  look,     ///< it works, and somebody should look at it
  wrong,    ///< it does not work, or soon will not
  unknown,  ///< could not be looked at
};
std::string_view name(Standing standing);

/// One look. Texts are for the operator; they name no partner, act or person.
struct Finding {
  std::string check;  ///< a word of its own, a-z and '_'
  Standing standing = Standing::ok;
  std::string says;   ///< what was seen
  std::string to_do;  ///< a sentence; empty where there is nothing to do
};

struct Room {
  std::uint64_t free = 0;  ///< bytes that this process may still write
  std::uint64_t size = 0;  ///< bytes of the file system
};
/// Of the file system on which `dir` lies; empty where it cannot be asked.
std::optional<Room> room_at(const std::filesystem::path& dir);

inline constexpr std::uint64_t kRoomWrong = std::uint64_t{64} << 20;
inline constexpr std::uint64_t kRoomLook = std::uint64_t{1} << 30;

/// "disk": room for what is signed next.
Finding check_room(const std::filesystem::path& dir);
/// "writable": files can be made in `dir` by this process.
Finding check_writable(const std::filesystem::path& dir);
/// "clock": `now` beside the last time that all agreed on, which no clock may be far behind (spec/log.md).
/// `agreed` empty: nothing is agreed yet.
Finding check_clock(base::Instant now, std::optional<base::Instant> agreed);

/// "1.5 GiB".
std::string size_words(std::uint64_t bytes);
/// "3 days", "2 hours", "40 seconds": the largest unit of which there are two or more.
std::string time_words(std::int64_t ms);

}  // namespace palitan::node
