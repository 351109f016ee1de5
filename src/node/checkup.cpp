#include "node/checkup.h"

#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "kernel/accord.h"

namespace palitan::node {
namespace {
namespace fs = std::filesystem;

/// Behind by less than this is what clocks do.
constexpr std::int64_t kClockLook = 60'000;

}  // namespace

std::string_view name(Standing standing) {
  switch (standing) {
    case Standing::ok:
      return "ok";
    case Standing::look:
      return "look";
    case Standing::wrong:
      return "wrong";
    case Standing::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string size_words(std::uint64_t bytes) {
  constexpr std::array kUnits = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  auto amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; amount >= 1'024 && unit + 1 < kUnits.size(); ++unit) amount /= 1'024;
  return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.1f} {}", amount, kUnits[unit]);
}

std::string time_words(std::int64_t ms) {
  const auto seconds = ms / 1'000;
  if (seconds >= 2 * 86'400) return fmt::format("{} days", seconds / 86'400);
  if (seconds >= 2 * 3'600) return fmt::format("{} hours", seconds / 3'600);
  if (seconds >= 2 * 60) return fmt::format("{} minutes", seconds / 60);
  return fmt::format("{} seconds", seconds);
}

std::optional<Room> room_at(const fs::path& dir) {
  struct statvfs seen{};
  if (::statvfs(dir.c_str(), &seen) != 0) return std::nullopt;
  const std::uint64_t block = seen.f_frsize;
  return Room{seen.f_bavail * block, seen.f_blocks * block};
}

Finding check_room(const fs::path& dir) {
  Finding out{"disk", Standing::ok, {}, {}};
  const auto room = room_at(dir);
  if (!room) {
    out.standing = Standing::wrong;
    out.says = fmt::format("the file system of {} cannot be asked: {}", dir.string(), std::strerror(errno));
    out.to_do = "Look whether the disk is mounted and healthy.";
    return out;
  }
  out.says = fmt::format("{} of {} are free", size_words(room->free), size_words(room->size));
  if (room->free < kRoomLook) {
    out.standing = room->free < kRoomWrong ? Standing::wrong : Standing::look;
    out.to_do =
        "Make room on that disk or move the folder to a larger one: acts are refused when it is full.";
  }
  return out;
}

Finding check_writable(const fs::path& dir) {
  Finding out{"writable", Standing::ok, "files can be written", {}};
  struct statvfs seen{};
  const bool read_only = ::statvfs(dir.c_str(), &seen) == 0 && (seen.f_flag & ST_RDONLY) != 0;
  if (!read_only && ::access(dir.c_str(), W_OK | X_OK) == 0) return out;
  out.standing = Standing::wrong;
  out.says = fmt::format("nothing can be written to {}: {}", dir.string(),
                         read_only ? "its file system is read-only" : std::strerror(errno));
  out.to_do =
      "Mount it writable (a disk that failed is often mounted read-only by the system), or give the folder "
      "to the user who serves it.";
  return out;
}

Finding check_clock(base::Instant now, std::optional<base::Instant> agreed) {
  Finding out{"clock", Standing::ok, "it is " + base::to_text(now), {}};
  if (!agreed) return out;
  const auto behind = agreed->ms - now.ms;
  if (behind < kClockLook) return out;
  out.standing = behind < kernel::kClockAheadMaxMs ? Standing::look : Standing::wrong;
  out.says = fmt::format("it is {}, {} before the last time that all agreed on", base::to_text(now),
                         time_words(behind));
  out.to_do = "Set this machine's clock, by NTP or by hand: nothing is agreed by a clock that is far behind.";
  return out;
}

}  // namespace palitan::node
