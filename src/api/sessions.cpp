#include "api/sessions.h"

#include <algorithm>

#include "base/check.h"
#include "crypto/hash.h"
#include "node/random.h"

namespace palitan::api {

using base::Code;

namespace {
std::string trier(const std::string& office, const std::string& known) { return office + "\n" + known; }
}  // namespace

bool Session::may_sign(const base::Id& partnership, const base::KeyId& seat) const {
  return std::any_of(seats.begin(), seats.end(),
                     [&](const SeatHere& one) { return one.partnership == partnership && one.seat == seat; });
}

bool stands(const kernel::SeatFact& warrant, base::Date today) {
  return !warrant.revoked_after && warrant.valid_from <= base::add_days(today, 1) &&
         warrant.valid_until >= base::add_days(today, -1);
}

bool leave_what_stands(Session& session, const std::vector<SeatHere>& seats, base::Date today) {
  std::vector<SeatHere> left;
  for (const auto& one : seats)
    if (session.may_sign(one.partnership, one.seat) && stands(one.warrant, today)) left.push_back(one);
  session.seats = std::move(left);
  return !session.seats.empty();
}

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

Sessions::Sessions(node::Keyring& keys, node::Clock clock, Limits limits)
    : keys_(keys), clock_(std::move(clock)), limits_(std::move(limits)), keeper_([this] { keep(); }) {}

Sessions::~Sessions() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  keeper_.join();
  for (const auto& row : rows_) release(row);
}

// ---- signing in -------------------------------------------------------------------------------------------

base::Result<Sessions::Opened> Sessions::open(const std::string& office, const std::vector<SeatHere>& seats,
                                              std::string_view passphrase, const std::string& known) {
  PALITAN_CHECK(!seats.empty());
  if (const auto seconds = wait(office, known); seconds.count() > 0)
    return base::refuse(Code::local_busy, "too many wrong passphrases for that office; it may try again in " +
                                              std::to_string(seconds.count()) + " s");
  if (count() >= limits_.most)
    return base::refuse(Code::local_busy, "too many are signed in; sign out somewhere");
  Row row{{}, office, clock_(), {}, {}, {}};
  bool damaged = false;
  for (const auto& seat : seats) {  // without the lock: each try is slow
    const auto held = keys_.hold_seat(seat.seat, passphrase);
    if (held) row.seats.push_back(seat);
    if (!held && held.error().code != Code::local_passphrase) damaged = true;
  }
  const std::lock_guard lock(mutex_);
  if (row.seats.empty()) {
    // Not the keyring's own sentence: a stranger need not know where the files lie.
    if (damaged) return base::refuse(Code::local_damaged, "a key of that office");
    failed(trier(office, known));
    return base::refuse(Code::local_passphrase);
  }
  tries_.erase(trier(office, known));
  row.opened = row.used = limits_.now();
  Opened out{base::to_hex(node::random_bytes<32>()), {}};
  row.secret = crypto::sha256(base::view_of(out.secret));
  out.session = shown(row);
  rows_.push_back(std::move(row));
  changed_.notify_all();
  return out;
}

void Sessions::failed(const std::string& trier) {
  auto& tries = tries_[trier];
  if (++tries.failed < limits_.free_failures) return;
  auto pause = limits_.wait_first;
  for (auto i = limits_.free_failures; i < tries.failed && pause < limits_.wait_most; ++i) pause *= 2;
  tries.until = limits_.now() + std::min(pause, limits_.wait_most);
}

std::chrono::seconds Sessions::wait(const std::string& office, const std::string& known) const {
  const std::lock_guard lock(mutex_);
  const auto found = tries_.find(trier(office, known));
  if (found == tries_.end()) return std::chrono::seconds(0);
  const auto left = std::chrono::ceil<std::chrono::seconds>(found->second.until - limits_.now());
  return std::max(left, std::chrono::seconds(0));
}

// ---- being signed in --------------------------------------------------------------------------------------

std::vector<Sessions::Row>::iterator Sessions::row_of(std::string_view secret) {
  const auto hash = crypto::sha256(base::view_of(secret));
  auto out = rows_.end();
  // All of them, whichever fits.
  for (auto row = rows_.begin(); row != rows_.end(); ++row)
    if (same_secret(base::text_of(row->secret.view()), base::text_of(hash.view()))) out = row;
  return out;
}

std::optional<Session> Sessions::find(std::string_view secret, bool used) {
  const std::lock_guard lock(mutex_);
  const auto now = limits_.now();
  sweep(now);
  const auto row = row_of(secret);
  if (row == rows_.end()) return std::nullopt;
  if (used) row->used = now;
  return shown(*row);
}

void Sessions::close(std::string_view secret) {
  const std::lock_guard lock(mutex_);
  const auto row = row_of(secret);
  if (row == rows_.end()) return;
  release(*row);
  rows_.erase(row);
}

std::size_t Sessions::count() const {
  const std::lock_guard lock(mutex_);
  return rows_.size();
}

Session Sessions::shown(const Row& row) const {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_of(row) - limits_.now());
  return {row.office, row.since, {clock_().ms + left.count()}, row.seats};
}

// ---- their end --------------------------------------------------------------------------------------------

Sessions::Steady::time_point Sessions::end_of(const Row& row) const {
  return std::min(row.used + limits_.idle, row.opened + limits_.longest);
}

void Sessions::release(const Row& row) {
  for (const auto& seat : row.seats) keys_.release_seat(seat.seat);
}

void Sessions::sweep(Steady::time_point now) {
  std::erase_if(rows_, [&](const Row& row) {
    const bool over = end_of(row) <= now;
    if (over) release(row);
    return over;
  });
}

void Sessions::keep() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = limits_.now();
    sweep(now);
    if (rows_.empty()) {
      changed_.wait(lock);
      continue;
    }
    auto next = Steady::time_point::max();
    for (const auto& row : rows_) next = std::min(next, end_of(row));
    changed_.wait_for(lock, next - now);
  }
}

}  // namespace palitan::api
