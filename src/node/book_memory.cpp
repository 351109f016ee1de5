// What this node's own keys have signed and its record does not remember: a folder put back to an earlier
// day, or a second holder of its keys. Only signatures count; what a partner merely says of its height stops
// nobody.
#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;

namespace {
constexpr std::string_view kNote = "rolled-back";

struct MemoryNote {
  std::string what;
  std::vector<base::KeyId> seats;
  std::optional<base::PublicKey> accord_key;
};
template <class A>
void describe(A& a, MemoryNote& x) {
  a.field(1, "what", x.what);
  a.field(2, "seats", x.seats);
  a.field(3, "accord_key", x.accord_key);
}
}  // namespace

base::Result<void> Book::load_memory() {
  const auto bytes = store_.note(kNote);
  if (!bytes) return {};
  auto note = codec::decode<MemoryNote>(*bytes);
  if (!note) return base::refuse(Code::local_damaged, std::string(kNote));
  rolled_back_ = std::move(note->what);
  spent_seats_ = {note->seats.begin(), note->seats.end()};
  spent_accord_key_ = note->accord_key;
  return {};
}

void Book::mark_restored() {
  if (!options_.node.empty()) return;  // it promises nothing, so nobody's promises are awaited
  for (const auto& party : partnership_fact().parties)
    if (party.code != options_.party) handover_awaited_.insert(party.code);
  write_handover();
}

bool Book::accord_key_spent() const {
  return options_.accord_key != nullptr && spent_accord_key_ == options_.accord_key->public_key;
}

base::Result<void> Book::may_sign(const base::KeyId& seat) {
  if (spent_seats_.contains(seat)) return base::refuse(Code::local_rolled_back, *rolled_back_);
  // Its next number is known once the others have told what the roots signed before the loss: a root that
  // forks cannot be replaced.
  const auto fact = get<kernel::SeatFact>(kernel::seat_key(seat), true);
  if (fact && fact->root && awaits_handover())
    return base::refuse(Code::local_handover_awaited, "by " + *handover_awaited_.begin());
  return {};
}

void Book::notice_act(const statement::Statement& act) {
  if (!options_.keeps_seat) return;
  const auto seat = act.content().seat;
  const auto fact = get<kernel::SeatFact>(kernel::seat_key(seat), true);
  // Root keys lie apart, and what they sign is handed in.
  if (!fact || fact->root || fact->party != options_.party || spent_seats_.contains(seat) ||
      !options_.keeps_seat(seat))
    return;
  notice(fmt::format("act {} of the {}, seat {}, came from elsewhere", act.content().sequence, fact->office,
                     base::to_hex(seat.view())),
         seat, false);
}

void Book::notice_vote(const std::string& party, const base::PublicKey& key, std::uint64_t attempt,
                       std::string_view kind) {
  if (options_.accord_key == nullptr || party != options_.party || key != options_.accord_key->public_key ||
      vote_notes_.contains(vote_name(head_.height + 1, attempt, kind)))
    return;
  notice(fmt::format("a {} of height {}, attempt {}, by this node's accord key came from elsewhere",
                     kind == "cosign" ? "cosignature" : "decline", head_.height + 1, attempt),
         std::nullopt, true);
}

/// From here on nothing is signed with what was used: every seat that is kept here, and the accord key where
/// it was seen to have signed.
void Book::notice(std::string what, const std::optional<base::KeyId>& seat, bool accord_key) {
  const auto here = [&](const kernel::FactKey& key, const kernel::Fact& fact) {
    const auto* of = kernel::fact_as<kernel::SeatFact>(&fact);
    const auto id = *base::KeyId::from(base::ByteView(key.id).first(base::KeyId::kSize));
    if (of != nullptr && of->party == options_.party && options_.keeps_seat && options_.keeps_seat(id))
      spent_seats_.insert(id);
  };
  if (!rolled_back_) {
    rolled_back_ = std::move(what);
    store_.each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& key, base::ByteView bytes) {
      const auto fact = kernel::decode_fact(key.kind, bytes);
      PALITAN_CHECK(fact.has_value());
      here(key, **fact);
      return true;
    });
    for (const auto& [key, fact] : provisional_.layer())
      if (key.kind == kernel::FactKind::seat) here(key, *fact);
  }
  if (seat) spent_seats_.insert(*seat);
  if (accord_key) spent_accord_key_ = options_.accord_key->public_key;
  keep_memory();
  mark_restored();
  ++news_;
}

/// The roots of all parties have dealt with what it signed.
void Book::pardon_accord_key() {
  if (!spent_accord_key_) return;
  spent_accord_key_.reset();
  keep_memory();
}

void Book::keep_memory() {
  commit_.notes.emplace_back(
      kNote, codec::encode(
                 MemoryNote{*rolled_back_, {spent_seats_.begin(), spent_seats_.end()}, spent_accord_key_}));
}

}  // namespace palitan::node
