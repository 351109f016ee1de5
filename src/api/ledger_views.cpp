// Balances, and who may sign.
#include "api/act_view.h"
#include "api/routes.h"

namespace palitan::api {
namespace {

using base::Code;

Json balances_json(const ledger::Position& position) {
  Json out = Json::array();
  for (const auto& [key, amount] : position.amounts()) {
    const auto& [account, commodity] = key;
    out.push_back({{"account", ledger::to_text(account)},
                   {"kind", std::string(ledger::name(account.kind))},
                   {"holder", account.holder},
                   {"other", account.other},
                   {"commodity", commodity},
                   {"amount", json_of(amount)},
                   {"text", ledger::amount_text(commodity, amount)}});
  }
  return out;
}

base::Result<ledger::Position> balances_at(const store::Store& store, base::Date day) {
  ledger::Position out;
  bool fits = true;
  store.each_posting(day, [&](const store::PostingRow& row) {
    return fits = out.add(row.posting.account, row.posting.commodity, row.posting.amount);
  });
  if (!fits) return base::refuse(Code::local_damaged, "the postings do not add up");
  return out;
}

base::Result<ledger::Position> balances_now(const store::Store& store) {
  ledger::Position out;
  bool good = true;
  store.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto fact = codec::decode<kernel::BalanceFact>(bytes);
    const auto [account, commodity] = kernel::balance_of(key);
    return good = fact.has_value() && out.add(account, commodity, fact->amount);
  });
  if (!good) return base::refuse(Code::local_damaged, "a balance cannot be read");
  return out;
}

}  // namespace

base::Result<net::Response> get_balances(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const bool provisional = flag_of(call, "provisional");
  const auto as_of = call.request.query("as_of");
  const auto day = as_of ? base::parse_date(*as_of) : std::nullopt;
  if (as_of && !day) return base::refuse(Code::local_draft, "\"as_of\" is not a date like 2026-11-23");
  if (as_of && provisional)
    return base::refuse(Code::local_draft,
                        "balances of a past day are agreed ones: leave \"provisional\" out");
  ledger::Position position;
  const auto accord = record->store.last_accord();
  if (provisional) {
    const auto asked =
        app.service.writer().ask(record->id, [&](node::Book& book) { position = book.balances(true); });
    if (!asked) return tl::unexpected(asked.error());
  } else {
    auto agreed_ones = day ? balances_at(record->store, *day) : balances_now(record->store);
    if (!agreed_ones) return tl::unexpected(agreed_ones.error());
    position = std::move(*agreed_ones);
  }
  Json out = {{"standing", provisional ? "pending" : "agreed"}, {"height", accord ? accord->height : 0}};
  if (day) out["as_of"] = base::to_text(*day);
  out["balances"] = balances_json(position);
  return json_response(out);
}

/// Agreed seats and those whose appointment is pending, each as it stands with everything pending.
base::Result<net::Response> get_seats(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  std::map<base::KeyId, bool> seats;  // key id -> agreed
  record->store.each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& key, base::ByteView) {
    base::KeyId seat;
    std::copy_n(key.id.begin(), base::KeyId::kSize, seat.raw.begin());
    return seats[seat] = true;
  });
  std::map<base::KeyId, kernel::SeatFact> facts;
  const auto asked = app.service.writer().ask(record->id, [&](node::Book& book) {
    for (const auto& id : book.pending_order()) {
      const auto& act = book.pending(id)->act;
      if (act->kind() != statement::Kind::appoint) continue;
      if (const auto body = statement::read_body<statement::Appoint>(act->content()))
        seats.try_emplace(crypto::key_id(body->key), false);
    }
    for (const auto& [seat, is_agreed] : seats)
      if (const auto fact = book.get<kernel::SeatFact>(kernel::seat_key(seat), true)) facts[seat] = *fact;
  });
  if (!asked) return tl::unexpected(asked.error());
  std::map<base::KeyId, bool> here;
  for (const auto& state : app.service.keys().seats()) here[state.seat] = state.unlocked;
  Json out = Json::array();
  for (const auto& [seat, fact] : facts) {
    Json json = {{"seat", base::to_hex(seat.view())}, {"standing", seats[seat] ? "agreed" : "pending"}};
    json.update(json_of(fact));
    json["here"] = here.contains(seat) ? (here[seat] ? "unlocked" : "locked") : "no";
    out.push_back(std::move(json));
  }
  return json_response({{"seats", std::move(out)}});
}

}  // namespace palitan::api
