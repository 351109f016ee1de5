// What a power cut leaves of the changes that no sync has confirmed.
#include <algorithm>

#include "kit/lossy_file.h"

namespace palitan_test {

// Disks that keep all, nothing, most, few, or any half; that work in order and stop; that work backwards.
LossyDisk::Fate LossyDisk::draw_fate() {
  std::uint64_t first = UINT64_MAX, last = 0;
  for (const auto& [path, name] : names_)
    if (const auto& file = name.now(); file && !file->unsynced.empty()) {
      first = std::min(first, file->unsynced.front().number);
      last = std::max(last, file->unsynced.back().number);
    }
  const auto somewhere = first <= last ? first + dice_.below(last - first + 1) : 0;
  constexpr std::array<std::uint32_t, 5> kShares{0, 1000, 900, 100, 500};
  Fate out;
  if (const auto style = dice_.below(7); style < kShares.size()) {
    out.kept_thousandths = kShares[style];
  } else {
    out.kept_thousandths = 0;
    if (style == kShares.size())
      out.keep_until = somewhere;
    else
      out.keep_from = somewhere;
  }
  out.torn_thousandths = dice_.chance(500) ? 0 : dice_.below(300);
  return out;
}

// Each name for itself: a folder's blocks are written in any order too.
void LossyDisk::settle_names(const Fate& fate) {
  for (auto at = names_.begin(); at != names_.end();) {
    auto& name = at->second;
    const auto before = name.now();
    std::size_t reached = 0;  // how many of the later states came to the disk
    while (reached < name.since.size() && dice_.chance(std::max(fate.kept_thousandths, 100u))) ++reached;
    if (reached > 0) name.durable = name.since[reached - 1];
    name.since.clear();
    counts_.names_undone += name.durable != before ? 1 : 0;
    at = name.durable ? std::next(at) : names_.erase(at);
  }
}

void LossyDisk::settle(File& file, const Fate& fate) {
  auto& out = file.durable;
  const auto survives = [&](std::uint64_t number) {
    return number <= fate.keep_until || number >= fate.keep_from || dice_.chance(fate.kept_thousandths);
  };
  const auto grow = [&out](std::uint64_t length) {
    if (out.size() < length) out.resize(length);
  };
  const auto put = [&](const std::uint8_t* from, std::uint64_t at, std::size_t count) {
    grow(at + count);
    std::copy(from, from + count, out.begin() + static_cast<std::ptrdiff_t>(at));
  };
  for (const auto& change : file.unsynced) {
    if (change.truncates) {
      const bool kept = survives(change.number);
      ++(kept ? counts_.kept : counts_.dropped);
      if (kept) out.resize(change.at);
      continue;
    }
    for (std::size_t done = 0; done < change.bytes.size();) {
      const auto at = change.at + done;
      const auto count = std::min<std::size_t>(sector_ - at % sector_, change.bytes.size() - done);
      const auto* from = change.bytes.data() + done;
      done += count;
      if (survives(change.number)) {
        if (!dice_.chance(fate.torn_thousandths)) {
          ++counts_.kept;
          put(from, at, count);
          continue;
        }
        ++counts_.torn;
        const auto first = dice_.below(count);
        const auto length = 1 + dice_.below(count - first);
        put(from + first, at + first, length);
      } else {
        ++counts_.dropped;
        if (at + count <= out.size() || !dice_.chance(250)) continue;
        // The file had grown, and the sector was not written: zeros, or what lay there before.
        const auto was = std::max<std::uint64_t>(out.size(), at);
        grow(at + count);
        if (dice_.chance(300))
          for (auto place = was; place < at + count; ++place)
            out[place] = static_cast<std::uint8_t>(dice_.next());
      }
    }
  }
  file.unsynced.clear();
  file.now = out;
}

}  // namespace palitan_test
