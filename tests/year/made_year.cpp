#include "made_year.h"

#include "made_law.h"
#include "made_order.h"

namespace palitan::year {
namespace {
using kernel::kit::day;
using kernel::kit::Record;
using statement::Role;

void appoint_all(Record& record, const std::vector<std::string>& parties) {
  for (const auto& party : parties)
    record.appoint(record.appoint(record.root(party), "registrar", {Role::registrar}), "bureau",
                   {Role::custodian, Role::requester, Role::approver, Role::issuer, Role::receiver,
                    Role::biller, Role::payer},
                   {{1'000'000'000'000'000, "BHD"},
                    {1'000'000'000'000'000, "JPY"},
                    {1'000'000'000'000'000, "PHP"},
                    {1'000'000'000'000'000, "USD"}});
}

base::Id put_in_force(Record& record, const terms::Instrument& rules) {
  const auto first = rules.parties.front();
  const auto id =
      record.act(record.office(first, "bureau"), statement::ProposeInstrument{terms::write(rules)}).id;
  for (const auto& party : rules.parties)
    PALITAN_CHECK(
        record.act(record.office(party, "bureau"), statement::RatifyInstrument{day(-30), {}}, {.in = id})
            .code() == base::Code::accepted);
  return id;
}

base::Id open_activity(Record& record, const std::vector<std::string>& parties, std::string type) {
  auto& first = record.office(parties[0], "bureau");
  const auto id =
      record
          .act(first, statement::OpenActivity{std::move(type), "Year", parties, day(-20), day(800), "Subic"})
          .id;
  for (std::size_t i = 1; i < parties.size(); ++i)
    record.act(record.office(parties[i], "bureau"), statement::ConcurActivity{}, {.in = id});
  return id;
}
}  // namespace

MadeYear make_year(const YearOptions& options) {
  const std::vector<std::string> parties = {"jpn", "phl", "usa"};
  MadeYear out;
  Record::Options made_of;
  made_of.parties = parties;
  out.record = std::make_unique<Record>(made_of);
  auto& record = *out.record;
  appoint_all(record, parties);
  out.sea = put_in_force(record, sea_rules());
  out.air = put_in_force(record, air_rules());
  Made made{
      record, out, open_activity(record, parties, "exercise"), open_activity(record, parties, "relief"), {}};
  record.accord();

  Dice dice(options.seed);
  std::deque<Order> orders;
  std::vector<std::vector<std::size_t>> calendar(static_cast<std::size_t>(options.days) + 1);
  const auto plan = [&](std::size_t order, int on) {
    if (on <= options.days) calendar[static_cast<std::size_t>(on)].push_back(order);
  };
  for (int today = 0; today < options.days; ++today) {
    const auto begun =
        options.orders * static_cast<std::size_t>(today + 1) / static_cast<std::size_t>(options.days);
    while (orders.size() < begun) {
      orders.emplace_back(dice, made);
      plan(orders.size() - 1, today);
    }
    // What is planned for today while today is walked comes today too.
    auto& due = calendar[static_cast<std::size_t>(today)];
    for (std::size_t i = 0; i < due.size(); ++i) {
      const auto at = due[i];
      if (orders[at].act(dice)) plan(at, today + orders[at].wait(dice));
    }
    due.clear();
    due.shrink_to_fit();
    record.accord();
    record.pass_days(1);
  }
  out.accords = record.accords().size();
  return out;
}

}  // namespace palitan::year
