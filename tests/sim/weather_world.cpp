#include "weather_world.h"

#include <cstdio>

#include <fmt/format.h>

namespace palitan::sim {
namespace {
using base::Code;
using statement::Kind;
}  // namespace

WeatherWorld::WeatherWorld(std::uint64_t seed, bool trace) : dice_(seed * 2 + 1), trace_(trace) {
  const auto book = book_options();
  wild_world_ = dice_.chance(500);
  const bool sqlite = dice_.chance(30);
  if (sqlite || dice_.chance(10)) {
    auto machines = sqlite ? std::make_unique<Machines>(dice_.next()) : std::make_unique<Machines>();
    const auto founding = any_founding(dice_, "sim-" + std::to_string(seed));
    settled_ = settle_anew(founding, std::move(machines), book);
  } else {
    settled_ = copy_of_setup(dice_.below(kSetups), book);
  }
  began_ = world().now();
  maker_ = std::make_unique<ActMaker>(world(), dice_, settled_.known, wild_world_ ? 60 : 8);
  const auto mix = Mix::of(dice_);
  weather_ = std::make_unique<Weather>(world(), *settled_.machines, dice_, mix, owner());
  weather_->begin();
}

node::BookOptions WeatherWorld::book_options() {
  node::BookOptions book;
  book.propose_every_ms = 20;
  book.decline_after_ms = dice_.chance(300) ? 150 : 3'000;
  if (dice_.chance(250)) book.batch_max = 3 + dice_.below(8);
  if (dice_.chance(50)) book.held_max = dice_.below(3);
  return book;
}

Weather::Owner WeatherWorld::owner() {
  Weather::Owner out;
  out.durable = [this](const Party& party) { durable(party); };
  out.forgotten = [this](const Party& party) { unflushed_[party].clear(); };
  out.opened = [this](const Party& party) { opened(party); };
  out.disk_lost = [this](const Party& party) { disk_lost(party); };
  out.restored = [this](const Party& party) { restored(party); };
  out.second_holder = [this] { fork(); };
  out.talker = [this] { talk_nonsense(); };
  out.heard = [this](const base::Refusal& refusal) { met(refusal); };
  if (trace_)
    out.trace = [this](std::string_view what, const std::string& detail) {
      fmt::print(stderr, "{} {} {}\n", base::to_text(world().now()), what, detail);
    };
  return out;
}

// ---- small things

void WeatherWorld::happened(std::string_view event, const std::string& detail) {
  ++events_[std::string(event)];
  weather_->tell(event, detail);
}

void WeatherWorld::met(const base::Refusal& refusal) { ++codes_[std::string(base::name(refusal.code))]; }

void WeatherWorld::wrong(const std::string& what) {
  if (!problem_) problem_ = what;
  weather_->tell("WRONG", what);
}

std::optional<statement::PartyCode> WeatherWorld::anybody() {
  std::vector<Party> running;
  for (const auto& party : world().parties())
    if (world().running(party)) running.push_back(party);
  if (running.empty()) return std::nullopt;
  return dice_.pick(running);
}

// ---- acts

void WeatherWorld::sign(const Party& party, const Plan& plan) {
  auto& book = world().book(party);
  auto draft = world().draft(party, plan.office, plan.kind, plan.case_id, plan.body, plan.effective);
  draft.insist = dice_.chance(wild_world_ ? 900 : 200);
  if (!draft.effective) draft.effective = base::Effective{world().clock_of(party), 0};
  const auto made = book.sign(draft, world().key(party, plan.office), world().clock_of(party));
  if (!made) {
    met(made.error());
    happened("refused at signing",
             trace_ ? fmt::format("{} {}: {}", party, name(plan.kind), base::sentence(made.error())) : "");
    if (made.error().code == Code::refused_forked || made.error().code == Code::refused_revoked)
      replace_office(party, plan.office);
    if (made.error().code == Code::local_rolled_back) weather_->notice(party);
    return;
  }
  happened("signed", trace_ ? fmt::format("{} {} {} by {}: {}", base::to_hex(made->id.view()).substr(0, 8),
                                          party, name(plan.kind), plan.office, base::name(made->verdict.code))
                            : "");
  settled_.known.add(plan, made->id);
  unflushed_[party].push_back(made->id);
  if (!dice_.chance(200)) weather_->flush(party);
  if (made->verdict.code == Code::refused_forked || made->verdict.code == Code::refused_revoked)
    if (dice_.chance(700) && world().running(party)) replace_office(party, plan.office);
}

void WeatherWorld::act() {
  for (int tries = 0; tries < 4; ++tries) {  // mostly it is another party's turn
    const auto party = anybody();
    if (!party || is_restoring(*party)) return;
    if (auto plan = maker_->next(*party)) return sign(*party, *plan);
  }
}

void WeatherWorld::committed(const Party& party, const base::Result<node::Signed>& made) {
  if (made) {
    acknowledged_.emplace(made->id, party);
    settled_.known.all.push_back(made->id);
    return durable(party);
  }
  met(made.error());
  // A commit that the full disk refused took the whole group with it: nobody of that group was answered.
  if (made.error().code == Code::local_disk_full || made.error().code == Code::local_stopped)
    unflushed_[party].clear();
}

void WeatherWorld::appoint(const Party& party, const std::string& office) {
  const auto made = appoint_office(world(), dice_, party, office);
  committed(party, made);
  happened(made ? "appointed" : "appointment refused", party + " " + office);
}

void WeatherWorld::replace_office(const Party& party, const std::string& office) {
  if (office == "root" || weather_->may_have_forgotten(party)) return;
  world().renew_key(party, office);
  appoint(party, office);
  const auto seat = world().seat(party, office);
  if (office != "registrar" && !world().book(party).get<kernel::SeatFact>(kernel::seat_key(seat), true)) {
    replace_office(party, "registrar");
    appoint(party, office);
  }
}

void WeatherWorld::root_act() {
  const auto party = anybody();
  if (!party || is_restoring(*party) || weather_->may_have_forgotten(*party)) return;
  base::Result<node::Signed> made = base::refuse(Code::local_draft);
  auto& book = world().book(*party);
  switch (dice_.below(3)) {
    case 0: {
      const auto seat = world().seat(*party, "clerk");
      const auto known = book.get<kernel::SeatFact>(kernel::seat_key(seat), true);
      if (!known) return;
      statement::Revoke body{seat, known->head_sequence + (dice_.chance(300) ? 1 : 0), "left"};
      auto draft =
          world().draft(*party, "registrar", Kind::revoke, world().partnership(), codec::encode(body));
      made = world().sign(*party, "registrar", draft);
      break;
    }
    case 1:
      made = world().sign_as_root(*party, statement::RaiseRules{2, book.height() + 1'000'000, {}});
      break;
    default:
      made = world().sign_as_root(*party, statement::NameStanding{book.height(), {}, {}});
  }
  committed(*party, made);
  happened(made ? "root act" : "root act refused", *party);
}

// ---- steps

void WeatherWorld::step() {
  const auto dice = dice_.below(100);
  if (dice < 45) {
    act();
  } else if (dice < 75) {
    weather_->exchange(1);
  } else if (dice < 87) {
    if (const auto party = anybody()) weather_->advance(*party);
    weather_->deliver_some(6);
  } else if (dice < 98) {
    weather_->strike();
  } else {
    root_act();
  }
  weather_->mend_some();
  world().pass(dice_.chance(20) ? 5'000 : dice_.below(200));
}

void WeatherWorld::heal() {
  happened("heal");
  weather_->calm();
  // A clock that ran ahead has put the record ahead of true time.
  world().pass(3'600'000);
  for (int rounds = 0; rounds < 200 && !problem(); ++rounds) {
    weather_->exchange(1);
    weather_->mend_some();
    for (const auto& party : std::set<Party>(weather_->restoring())) weather_->finish_restore(party);
    if (!weather_->restoring().empty() || rounds <= 2) continue;
    if (world().settle()) return;
    const bool noticed = weather_->notice_spent_keys() || weather_->notice_unnamed_keys();
    if (!noticed && !name_what_stands()) return wrong("no agreement: " + why_no_agreement());
  }
  if (problem()) return;
  const auto& awaited = weather_->restoring();
  wrong((awaited.empty() ? "no agreement: " : "no handover to " + *awaited.begin() + ": ") +
        why_no_agreement());
}

/// A node that forgot has signed two papers that contradict each other: the roots of all say where they are.
bool WeatherWorld::name_what_stands() {
  bool accused = false;
  for (const auto& party : world().parties()) accused |= world().book(party).misconduct().has_value();
  if (!accused) return false;
  for (const auto& party : world().parties()) {
    const auto& head = world().book(party).head();
    const auto checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(world().partnership(), head));
    committed(party, world().sign_as_root(party, statement::NameStanding{head.height, checkpoint, {}}));
  }
  happened("roots name what stands");
  return true;
}

}  // namespace palitan::sim
