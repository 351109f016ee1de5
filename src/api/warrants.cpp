#include "api/warrants.h"

namespace palitan::api {
namespace {

std::vector<base::KeyId> keys_here(node::Keyring& keys) {
  std::vector<base::KeyId> out;
  for (const auto& state : keys.seats()) out.push_back(state.seat);
  return out;
}

}  // namespace

base::Result<Warrants::Seats> Warrants::look() {
  auto keys = keys_here(service_.keys());
  // Taken before the look: what changes in between is looked at once more.
  const auto count = service_.changes().count();
  {
    const std::lock_guard lock(mutex_);
    if (seats_ && seen_ == count && keys_ == keys) return seats_;
  }
  auto& writer = service_.writer();
  std::vector<SeatHere> out;
  for (const auto& id : writer.partnerships()) {
    const auto asked = writer.ask(id, [&](node::Book& book) {
      for (const auto& seat : keys) {
        auto fact = book.get<kernel::SeatFact>(kernel::seat_key(seat), true);
        if (!fact || fact->root || fact->party != book.party() || fact->revoked_after) continue;
        out.push_back({id, seat, std::move(*fact)});
      }
    });
    if (!asked) return tl::unexpected(asked.error());
  }
  const std::lock_guard lock(mutex_);
  seen_ = count;
  keys_ = std::move(keys);
  seats_ = std::make_shared<const std::vector<SeatHere>>(std::move(out));
  return seats_;
}

Warrants::Seats Warrants::known() const {
  const auto count = service_.changes().count();
  const std::lock_guard lock(mutex_);
  return seen_ == count ? seats_ : nullptr;
}

}  // namespace palitan::api
