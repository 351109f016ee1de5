#include "acts.h"

#include <set>

namespace sim_checker {

__extension__ typedef __int128 Wide;

Act read_act(const Bytes& envelope) {
  const auto parts = Item::decode(envelope).list();
  must(parts.size() == 4, "an envelope of other than four parts");
  const auto header = parts[0].bytes();
  const auto algorithm = Bytes("\xa2\x01\x32\x04\x48", 5);
  must(header.size() == 13 && header.substr(0, 5) == algorithm, "another protected header");
  must(parts[1].is_empty_map(), "an unprotected header");
  Act act;
  act.payload = parts[2].bytes();
  act.signature = parts[3].bytes();
  act.signed_bytes =
      Bytes("\x84\x6aSignature1", 12) + cbor_bytes(header) + Bytes("\x40", 1) + cbor_bytes(act.payload);
  act.id = sha256(act.signed_bytes);
  const auto content = Item::decode(act.payload);
  must(content.at(1).number() == 1, "another version");
  const auto id = [&](std::uint64_t key) {
    return content.at(key).there() ? std::optional(content.at(key).bytes()) : std::nullopt;
  };
  act.partnership = id(2);
  act.case_id = id(3);
  act.kind = content.at(4).number();
  act.seat = content.at(5).bytes();
  act.sequence = content.at(6).number();
  act.previous = id(7);
  for (const auto& item : content.at(8).list()) act.after.push_back(item.bytes());
  must(act.seat == header.substr(5), "the header names another seat");
  must(act.sequence > 0, "number 0");
  return act;
}

Item body_field(const Act& act, std::uint64_t key) { return Item::decode(act.payload).at(13).at(key); }

Bytes key_id(const Bytes& key) { return sha256(key).substr(0, 8); }

Founding read_founding(const Act& act) {
  must(act.kind == kFound && !act.partnership && !act.previous && act.sequence == 1,
       "the first act founds nothing");
  Founding out{act.id, {}};
  for (const auto& party : body_field(act, 1).list()) {
    PartyKeys keys;
    keys.code = party.at(1).text();
    keys.threshold = party.at(3).number();
    for (const auto& root : party.at(4).list()) keys.roots.push_back(root.bytes());
    keys.accord_key = party.at(5).bytes();
    out.parties.push_back(std::move(keys));
  }
  must(out.parties.size() >= 2, "fewer than two parties");
  return out;
}

namespace {
struct Seat {
  Bytes key;
  Bytes appointment;
  std::map<std::uint64_t, std::set<Bytes>> acts;  // ids by number
  std::set<std::uint64_t> accepted;
};

class Walk {
 public:
  explicit Walk(const Founding& founding) : founding_(founding) {
    for (const auto& party : founding.parties)
      for (const auto& root : party.roots) seats_[key_id(root)] = {root, founding.id, {}, {}};
  }

  void take(const Entry& entry) {
    const auto& act = entry.act;
    const auto at = seats_.find(act.seat);
    must(at != seats_.end(), "its seat was never appointed");
    must(verifies(at->second.key, act.signed_bytes, act.signature), "its signature does not fit");
    look_at_causes(act);
    look_at_number(entry, at->second);
    at->second.acts[act.sequence].insert(act.id);
    must(seen_.insert(act.id).second, "it stands twice");
    learn_keys(act);
    std::map<std::string, Wide> sums;
    for (const auto& posting : entry.postings) sums[posting.commodity] += posting.amount;
    for (const auto& [commodity, sum] : sums) must(sum == 0, commodity + " does not sum to zero");
  }

 private:
  void look_at_causes(const Act& act) const {
    if (act.id == founding_.id) return;
    must(act.partnership == founding_.id, "it belongs to another partnership");
    must(act.previous && seen_.contains(*act.previous), "what it follows does not stand before it");
    must(!act.case_id || seen_.contains(*act.case_id), "its case does not stand before it");
    for (const auto& id : act.after) must(seen_.contains(id), "what it has seen does not stand before it");
  }
  /// What is accepted is its seat's next: nobody else has its number, and it follows the act below.
  void look_at_number(const Entry& entry, Seat& seat) const {
    const auto& act = entry.act;
    if (!entry.accepted()) return;
    must(seat.accepted.insert(act.sequence).second, "the second accepted act of its number");
    if (act.id == founding_.id) return;
    if (act.sequence == 1)
      return must(act.previous == seat.appointment, "it does not follow its appointment");
    const auto below = seat.acts.find(act.sequence - 1);
    must(below != seat.acts.end() && below->second.contains(*act.previous),
         "it does not follow its seat's number below");
  }
  /// A refused appointment, too, lets the seat be known: its acts are in the log and refused.
  void learn_keys(const Act& act) {
    if (act.kind != kAppoint) return;
    Bytes key;
    try {
      key = body_field(act, 1).bytes();
    } catch (const Untrue&) {
      return;  // a body that nobody can read appoints nobody
    }
    if (key.size() == 32) seats_.try_emplace(key_id(key), Seat{key, act.id, {}, {}});
  }

  const Founding& founding_;
  std::map<Bytes, Seat> seats_;
  std::set<Bytes> seen_;
};
}  // namespace

void check_acts(const std::vector<Entry>& log, const Founding& founding) {
  Walk walk(founding);
  for (std::size_t i = 0; i < log.size(); ++i) try {
      walk.take(log[i]);
    } catch (const Untrue& untrue) {
      throw Untrue("act " + std::to_string(i) + " (" + short_hex(log[i].act.id) + "): " + untrue.what());
    }
}

}  // namespace sim_checker
