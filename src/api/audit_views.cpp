// The audit trail: what is pending, then the log backwards, in pieces that stay whole while acts move from
// the one to the other.
#include <algorithm>
#include <charconv>

#include "api/act_view.h"
#include "api/routes.h"

namespace palitan::api {
namespace {
using base::Code;

constexpr std::uint64_t kCount = 50;
constexpr std::uint64_t kCountMax = 200;
constexpr std::uint64_t kReadMax = 20'000;  ///< acts that one answer looks at
constexpr std::uint64_t kPiece = 256;       ///< of the log, read at once

/// "pending.17": acts that arrived before the 17th and are not agreed, then the log; "log.5": places below 5;
/// "case.3": the first three acts of the case.
struct Cursor {
  enum class At { pending, log, in_case } at = At::pending;
  std::uint64_t before = UINT64_MAX;
};
struct Wanted {
  std::optional<base::Date> since, until;
  std::string party, kind;
  std::optional<base::Id> in_case;
  std::uint64_t count = kCount;
  Cursor from;
};

std::optional<Cursor> parse_cursor(std::string_view text) {
  Cursor out;
  const auto dot = std::min(text.find('.'), text.size());
  const auto word = text.substr(0, dot);
  const auto digits = text.substr(std::min(dot + 1, text.size()));
  if (word != "pending" && word != "log" && word != "case") return std::nullopt;
  out.at = word == "log" ? Cursor::At::log : word == "case" ? Cursor::At::in_case : Cursor::At::pending;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.before);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
  return whole ? std::optional(out) : std::nullopt;
}
std::string to_text(const Cursor& cursor) {
  const auto* word = cursor.at == Cursor::At::log       ? "log."
                     : cursor.at == Cursor::At::in_case ? "case."
                                                        : "pending.";
  return word + std::to_string(cursor.before);
}

base::Result<void> read_days(const Call& call, Wanted& out) {
  for (auto [name, to] : {std::pair("since", &out.since), std::pair("until", &out.until)}) {
    const auto text = call.request.query(name);
    if (!text || text->empty()) continue;
    *to = base::parse_date(*text);
    if (!*to)
      return base::refuse(Code::local_draft, "\"" + std::string(name) + "\" is not a date like 2026-11-23");
  }
  return {};
}

base::Result<Wanted> read_wanted(const Call& call) {
  Wanted out;
  if (auto ok = read_days(call, out); !ok) return tl::unexpected(ok.error());
  out.party = call.request.query("party").value_or("");
  if (!out.party.empty() && !statement::is_party_code(out.party))
    return base::refuse(Code::local_draft, "\"party\" is a party code like jpn");
  out.kind = call.request.query("kind").value_or("");
  statement::Kind kind{};
  if (!out.kind.empty() && !from_name(out.kind, kind))
    return base::refuse(Code::local_draft, "\"kind\" is the name of an act");
  if (const auto text = call.request.query("case"); text && !text->empty()) {
    const auto id = id_of(*text);
    if (!id) return tl::unexpected(id.error());
    out.in_case = *id;
    out.from.at = Cursor::At::in_case;
  }
  const auto count = number_of(call, "count", kCount, kCountMax);
  if (!count) return tl::unexpected(count.error());
  out.count = std::max<std::uint64_t>(*count, 1);
  if (const auto text = call.request.query("from"); text && !text->empty()) {
    const auto cursor = parse_cursor(*text);
    const bool fits = cursor && (cursor->at == Cursor::At::in_case) == out.in_case.has_value();
    if (!fits) return base::refuse(Code::local_draft, "\"from\" is the `next` of an answer to this question");
    out.from = *cursor;
  }
  return out;
}

class AuditTrail {
 public:
  AuditTrail(App& app, const Record& record, const Wanted& wanted)
      : app_(app), record_(record), wanted_(wanted) {}

  base::Result<Json> read() {
    auto at = wanted_.from;
    if (at.at == Cursor::At::in_case)
      if (auto ok = read_case(at); !ok) return tl::unexpected(ok.error());
    if (at.at == Cursor::At::pending) {
      if (auto ok = read_pending(at); !ok) return tl::unexpected(ok.error());
      if (!full()) next_ = Cursor{Cursor::At::log, UINT64_MAX};
    }
    if (!full() && (at.at == Cursor::At::log || next_)) {
      auto from = at.at == Cursor::At::log ? at : *next_;
      next_.reset();
      read_log(from);
    }
    Json out = {{"size", record_.store.log_size()}, {"acts", std::move(acts_)}};
    if (next_) out["next"] = to_text(*next_);
    return out;
  }

 private:
  bool full() const { return acts_.size() >= wanted_.count; }

  /// Puts the act among those shown where it is one of those asked for.
  void take(const base::Id& id, const Standing& standing) {
    const auto act = statement::decode_statement(standing.row.bytes);
    if (!act) return;  // was read when it came; a damaged file says so elsewhere
    const auto kind = act->kind();
    const auto date = act->content().effective().legal_date();
    if (wanted_.since && date < *wanted_.since) return;
    if (wanted_.until && date > *wanted_.until) return;
    if (!wanted_.kind.empty() && (!kind || name(*kind) != wanted_.kind)) return;
    if (!wanted_.party.empty() && standing.party != wanted_.party) return;
    acts_.push_back(act_json(id, standing, true, &app_.service.attachments()));
  }

  base::Result<void> take_all(const std::vector<base::Id>& ids) {
    const auto found = standings(app_, record_, ids);
    if (!found) return tl::unexpected(found.error());
    for (const auto& id : ids)
      if (const auto at = found->find(id); at != found->end()) take(id, at->second);
    return {};
  }

  base::Result<void> read_case(const Cursor& at) {
    auto ids = record_.store.of_case(*wanted_.in_case);
    auto left = std::min<std::uint64_t>(at.before, ids.size());
    while (left > 0 && !full()) {
      const auto some = std::min<std::uint64_t>(left, wanted_.count - acts_.size());
      const auto end = ids.begin() + static_cast<std::ptrdiff_t>(left);
      std::vector<base::Id> piece(std::make_reverse_iterator(end),
                                  std::make_reverse_iterator(end - static_cast<std::ptrdiff_t>(some)));
      if (auto ok = take_all(piece); !ok) return ok;
      left -= some;
    }
    if (left > 0) next_ = Cursor{Cursor::At::in_case, left};
    return {};
  }

  base::Result<void> read_pending(const Cursor& at) {
    auto rows = record_.store.pending();
    std::erase_if(rows, [&](const auto& row) { return row.second.arrival >= at.before; });
    while (!rows.empty() && !full()) {
      std::vector<base::Id> piece;
      while (!rows.empty() && piece.size() < wanted_.count - acts_.size()) {
        next_ = Cursor{Cursor::At::pending, rows.back().second.arrival};
        piece.push_back(rows.back().first);
        rows.pop_back();
      }
      if (auto ok = take_all(piece); !ok) return ok;
    }
    return {};
  }

  void read_log(const Cursor& from) {
    auto left = std::min(from.before, record_.store.log_size());
    const auto stop = left - std::min(left, kReadMax);
    while (left > stop && !full()) {
      const auto some = std::min(kPiece, left - stop);
      auto entries = record_.store.log(left - some, some);
      while (!entries.empty() && !full()) {
        take_logged(entries.back());
        left = entries.back().position;
        entries.pop_back();
      }
    }
    if (left > 0) next_ = Cursor{Cursor::At::log, left};
  }

  void take_logged(const store::LogEntry& entry) {
    Standing standing;
    auto bytes = record_.store.logged_bytes(entry.position);
    if (!bytes) return;
    standing.row.bytes = std::move(*bytes);
    standing.row.entry = entry;
    if (const auto act = statement::decode_statement(standing.row.bytes)) {
      const auto seat = act->content().seat;
      if (!seats_.contains(seat))
        seats_[seat] =
            agreed<kernel::SeatFact>(record_.store, kernel::seat_key(seat)).value_or(kernel::SeatFact{});
      standing.party = seats_[seat].party;
      standing.office = seats_[seat].office;
    }
    take(entry.id, standing);
  }

  App& app_;
  const Record& record_;
  const Wanted& wanted_;
  Json acts_ = Json::array();
  std::optional<Cursor> next_;
  std::map<base::KeyId, kernel::SeatFact> seats_;
};
}  // namespace

base::Result<net::Response> get_acts(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto wanted = read_wanted(call);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto out = AuditTrail(app, *record, *wanted).read();
  if (!out) return tl::unexpected(out.error());
  return json_response(*out);
}

}  // namespace palitan::api
