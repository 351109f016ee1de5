#include "cli/partnership_name.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/order_draft.h"
#include "cli/record.h"

namespace palitan::cli {

std::string NamedPartnership::name() const { return fmt::format("{}", fmt::join(parties, "-")); }

Done<base::Id> pick_partnership(std::string_view wish, const std::vector<NamedPartnership>& known) {
  if (wish.empty() && known.size() == 1) return known.front().id;
  std::vector<base::Id> ids;
  std::vector<base::Id> called;
  std::string list;
  for (const auto& one : known) {
    ids.push_back(one.id);
    if (one.name() == wish) called.push_back(one.id);
    list += fmt::format("\n  {}  {}", one.name(), short_hex(one.id));
  }
  if (called.size() == 1) return called.front();
  if (wish.empty() || called.size() > 1)
    return trouble(kUsage, "There are several partnerships here. Name one with --partnership:" + list);
  const auto by_id = pick_id(wish, ids, "partnership");
  if (!by_id) return trouble(by_id.error().exit, by_id.error().says + list);
  return *by_id;
}

}  // namespace palitan::cli
