#include "store/postgres/writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"

namespace palitan::store::postgres {
namespace {

const std::vector<std::pair<const char*, const char*>> kWrites = {
    {"find",
     "SELECT w.id, s.arrival, coalesce(p.held, false) FROM unnest($1::bytea[]) AS w(id) "
     "JOIN statements s ON s.id = w.id LEFT JOIN pending p ON p.arrival = s.arrival"},
    {"add_statements",
     "INSERT INTO statements(arrival, sequence, seat, id, case_id, bytes) SELECT * FROM "
     "unnest($1::int8[], $2::int8[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])"},
    {"add_pending", "INSERT INTO pending(arrival, held) SELECT * FROM unnest($1::int8[], $2::bool[])"},
    {"replace_held",
     "UPDATE statements s SET bytes = w.bytes FROM unnest($1::int8[], $2::bytea[]) AS w(arrival, bytes) "
     "WHERE s.arrival = w.arrival"},
    {"unhold",
     "UPDATE pending p SET held = false FROM unnest($1::int8[]) AS w(arrival) WHERE p.arrival = w.arrival"},
    {"settle", "DELETE FROM pending p USING unnest($1::int8[]) AS w(arrival) WHERE p.arrival = w.arrival"},
    {"add_log",
     "INSERT INTO log(position, arrival, height, code, state, clause) SELECT * FROM "
     "unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::bytea[])"},
    {"again_log",
     "UPDATE log l SET height = w.height, code = w.code, state = w.state, clause = w.clause FROM "
     "unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::bytea[]) "
     "AS w(position, arrival, height, code, state, clause) "
     "WHERE l.position = w.position AND l.arrival = w.arrival"},
    {"add_postings",
     "INSERT INTO postings(position, number, date, account, amount, case_id, holder, other, commodity) "
     "SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::bytea[], "
     "$7::bytea[], $8::bytea[], $9::bytea[])"},
    {"put_accord",
     "INSERT INTO accords(height, size, time_ms, bytes) VALUES($1::int8, $2::int8, $3::int8, $4::bytea) "
     "ON CONFLICT (height) DO UPDATE SET size = excluded.size, time_ms = excluded.time_ms, "
     "bytes = excluded.bytes"},
    {"put_facts",
     "INSERT INTO facts(kind, id, value) SELECT * FROM unnest($1::int8[], $2::bytea[], $3::bytea[]) "
     "ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value"},
    {"forget_facts",
     "DELETE FROM facts f USING unnest($1::int8[], $2::bytea[]) AS w(kind, id) "
     "WHERE f.kind = w.kind AND f.id = w.id"},
    {"put_notes",
     "INSERT INTO notes(name, value) SELECT * FROM unnest($1::bytea[], $2::bytea[]) "
     "ON CONFLICT (name) DO UPDATE SET value = excluded.value"},
    {"forget_notes", "DELETE FROM notes n USING unnest($1::bytea[]) AS w(name) WHERE n.name = w.name"},
    {"drop_facts", "DELETE FROM facts"},
    {"drop_postings", "DELETE FROM postings"},
    {"drop_verdicts", "UPDATE log SET code = 0, state = 0, clause = ''"},
};

using Of = Array::Of;

/// A statement that the commit names: in the database, or new by this commit.
struct Known {
  std::uint64_t arrival = 0;
  bool held = false;
  const ArrivedStatement* added = nullptr;  ///< new: with these bytes
};

/// Statements: arrivals, holding, and their places in the log.
class Statements {
 public:
  Statements(const Rows& found, Head& head) : head_(head) {
    for (int row = 0; row < found.count(); ++row)
      known_[found.fixed<base::Id>(row, 0)] = {found.number(row, 1), found.integer(row, 2) != 0, nullptr};
  }

  void arrive(const ArrivedStatement& arrived) {
    const auto [at, is_new] = known_.try_emplace(arrived.id);
    auto& known = at->second;
    if (is_new) {
      known = {++head_.arrivals, arrived.held, &arrived};
      order_.push_back(arrived.id);
      return;
    }
    if (arrived.held || !known.held) return;
    // A held one comes unchecked: once its signature fits, the bytes that fit are the ones to keep.
    known.held = false;
    if (known.added != nullptr) {
      known.added = &arrived;
      return;
    }
    replaced_.add(known.arrival), new_bytes_.add(base::ByteView(arrived.bytes));
    unheld_.add(known.arrival);
  }

  void unhold(const base::Id& id) {
    const auto at = known_.find(id);
    if (at == known_.end() || !at->second.held) return;
    at->second.held = false;
    if (at->second.added == nullptr) unheld_.add(at->second.arrival);
  }

  void append(const LogEntry& entry) {
    const auto at = known_.find(entry.id);
    PALITAN_CHECK(at != known_.end());
    PALITAN_CHECK(entry.position <= head_.log_size);
    const bool again = entry.position < head_.log_size;  // a rebuild writes the verdict again
    if (!again) {
      ++head_.log_size;
      settled_.add(at->second.arrival);
    }
    (again ? again_ : log_).add(entry, at->second.arrival);
  }

  void put(Pipeline& to) const {
    put_added(to);
    if (!replaced_.empty()) to.put("replace_held", Values().add(replaced_).add(new_bytes_));
    if (!unheld_.empty()) to.put("unhold", Values().add(unheld_));
    if (log_.size() > 0) to.put("add_log", log_.values());
    if (again_.size() > 0) to.put("again_log", again_.values());
    if (!settled_.empty()) to.put("settle", Values().add(settled_));
  }

 private:
  struct Log {
    void add(const LogEntry& entry, std::uint64_t of) {
      position.add(entry.position), arrival.add(of), height.add(entry.height);
      code.add(int{entry.code}), state.add(int{entry.state}), clause.add(base::view_of(entry.clause));
    }
    std::size_t size() const { return position.size(); }
    Values values() const {
      return Values().add(position).add(arrival).add(height).add(code).add(state).add(clause);
    }
    Array position{Of::number}, arrival{Of::number}, height{Of::number}, code{Of::number}, state{Of::number};
    Array clause{Of::bytes};
  };

  void put_added(Pipeline& to) const {
    if (order_.empty()) return;
    Array arrival(Of::number), sequence(Of::number), seat(Of::bytes), id(Of::bytes), of_case(Of::bytes),
        bytes(Of::bytes), held(Of::truth);
    for (const auto& one : order_) {
      const auto& known = known_.at(one);
      const auto& added = *known.added;
      arrival.add(known.arrival), sequence.add(added.sequence), seat.add(added.seat.view());
      id.add(added.id.view()), of_case.add(added.case_id.view()), bytes.add(base::ByteView(added.bytes));
      held.add_truth(known.held);
    }
    to.put("add_statements", Values().add(arrival).add(sequence).add(seat).add(id).add(of_case).add(bytes));
    to.put("add_pending", Values().add(arrival).add(held));
  }

  Head& head_;
  std::unordered_map<base::Id, Known, base::FixedHasher> known_;
  std::vector<base::Id> order_;  ///< of the new ones
  Array replaced_{Of::number}, new_bytes_{Of::bytes}, unheld_{Of::number}, settled_{Of::number};
  Log log_, again_;
};

void put_postings(const std::vector<PostingRow>& postings, Pipeline& to) {
  if (postings.empty()) return;
  Array position(Of::number), number(Of::number), date(Of::number), account(Of::number), amount(Of::number),
      of_case(Of::bytes), holder(Of::bytes), other(Of::bytes), commodity(Of::bytes);
  std::int64_t next = 0;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const auto& row = postings[i];
    next = i > 0 && postings[i - 1].position == row.position ? next + 1 : 0;
    position.add(row.position), number.add(next), date.add(row.date.days);
    account.add(static_cast<int>(row.posting.account.kind)), amount.add(row.posting.amount);
    of_case.add(row.case_id.view()), holder.add(base::view_of(row.posting.account.holder));
    other.add(base::view_of(row.posting.account.other)), commodity.add(base::view_of(row.posting.commodity));
  }
  to.put("add_postings", Values()
                             .add(position)
                             .add(number)
                             .add(date)
                             .add(account)
                             .add(amount)
                             .add(of_case)
                             .add(holder)
                             .add(other)
                             .add(commodity));
}

// In key order, so that neighbours on a page are written together. Of two values for one key the later stays:
// one statement may not touch a row twice.
void put_facts(const Commit& commit, Pipeline& to) {
  std::map<kernel::FactKey, base::ByteView> last;
  for (const auto& [key, value] : commit.facts) last[key] = value;
  Array kind(Of::number), id(Of::bytes), value_of(Of::bytes), gone_kind(Of::number), gone_id(Of::bytes);
  for (const auto& [key, value] : last) {
    (value.empty() ? gone_kind : kind).add(static_cast<int>(key.kind));
    (value.empty() ? gone_id : id).add(base::ByteView(key.id));
    if (!value.empty()) value_of.add(value);
  }
  if (!kind.empty()) to.put("put_facts", Values().add(kind).add(id).add(value_of));
  if (!gone_kind.empty()) to.put("forget_facts", Values().add(gone_kind).add(gone_id));
}

void put_notes(const Commit& commit, Pipeline& to) {
  std::map<std::string_view, base::ByteView> last;
  for (const auto& [name, value] : commit.notes) last[name] = value;
  Array name_of(Of::bytes), value_of(Of::bytes), gone(Of::bytes);
  for (const auto& [name, value] : last) {
    (value.empty() ? gone : name_of).add(base::view_of(name));
    if (!value.empty()) value_of.add(value);
  }
  if (!name_of.empty()) to.put("put_notes", Values().add(name_of).add(value_of));
  if (!gone.empty()) to.put("forget_notes", Values().add(gone));
}

/// Every id that the commit names, once.
Array ids_of(const Commit& commit) {
  std::set<base::Id> ids(commit.unheld.begin(), commit.unheld.end());
  for (const auto& arrived : commit.arrived) ids.insert(arrived.id);
  for (const auto& entry : commit.appended) ids.insert(entry.id);
  Array out(Of::bytes);
  for (const auto& id : ids) out.add(id.view());
  return out;
}

}  // namespace

base::Result<std::unique_ptr<Writer>> Writer::open(Place place, const PostgresOptions& options) {
  auto session = Session::take(std::move(place), options, kWrites);
  if (!session) return tl::unexpected(session.error());
  return std::unique_ptr<Writer>(new Writer(std::move(*session)));
}

base::Outcome<void> Writer::commit(const Commit& commit) {
  const auto ids = ids_of(commit);
  return session_->commit([&](Pipeline& to) { to.put("find", Values().add(ids)); },
                          [&](const std::vector<Rows>& answers, Head& head, Pipeline& to) {
                            Statements statements(answers[0], head);
                            for (const auto& arrived : commit.arrived) statements.arrive(arrived);
                            for (const auto& id : commit.unheld) statements.unhold(id);
                            for (const auto& entry : commit.appended) statements.append(entry);
                            statements.put(to);
                            put_postings(commit.postings, to);
                            for (const auto& accord : commit.accords)
                              to.put("put_accord", Values()
                                                       .add(accord.height)
                                                       .add(accord.size)
                                                       .add(accord.time_ms)
                                                       .add(base::ByteView(accord.bytes)));
                            put_facts(commit, to);
                            put_notes(commit, to);
                          });
}

base::Outcome<void> Writer::drop_derived() {
  return session_->commit([](Pipeline&) {},
                          [](const std::vector<Rows>&, Head&, Pipeline& to) {
                            for (const char* one : {"drop_facts", "drop_postings", "drop_verdicts"})
                              to.put(one);
                          });
}

}  // namespace palitan::store::postgres
