#include "made_record.h"

#include <fstream>
#include <random>

#include "sync/bundle.h"

namespace palitan::bench {
namespace {
namespace kit = kernel::kit;
using base::Id;
using kit::Record;

enum class Step {
  ask,
  offer,
  accept,
  issue_all,
  issue_half,
  receive_all,
  receive_short,
  correct_issue,
  invoice,
  pay,
  confirm,
  give_back,
  take_back,
  close,
  decline,
  cancel
};
using S = Step;

struct Course {
  unsigned weight;
  bool lent;
  std::vector<Step> steps;
};
const std::vector<Course>& courses() {
  static const std::vector<Course> kCourses = {
      {45,
       false,
       {S::ask, S::offer, S::accept, S::issue_all, S::receive_all, S::invoice, S::pay, S::confirm, S::close}},
      {20,
       false,
       {S::ask, S::offer, S::accept, S::issue_half, S::receive_all, S::issue_all, S::receive_all, S::invoice,
        S::pay, S::confirm, S::close}},
      {10,
       false,
       {S::ask, S::offer, S::accept, S::issue_all, S::receive_short, S::correct_issue, S::invoice, S::pay,
        S::confirm, S::close}},
      {17,
       true,
       {S::ask, S::offer, S::accept, S::issue_all, S::receive_all, S::give_back, S::take_back, S::close}},
      {4, false, {S::ask, S::decline}},
      {4, false, {S::ask, S::offer, S::cancel}},
  };
  return kCourses;
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }

 private:
  std::mt19937_64 engine_;
};

/// Who of a party has an order: by their papers, and at the goods.
struct Desks {
  std::string papers = "desk", goods = "desk";
};
using DesksOf = std::map<std::string, Desks>;

/// One order on its way through its course.
class Order {
 public:
  Order(Dice& dice, DesksOf desks) : desks_(std::move(desks)) {
    auto weight = dice.below(100);
    for (const auto& course : courses()) {
      course_ = &course;
      if (weight < course.weight) break;
      weight -= course.weight;
    }
    if (dice.below(2) == 1) std::swap(supplier_, recipient_);
    units_ = dice.between(10, 40'000);
    missing_ = dice.between(1, units_ / 5);
    price_ = dice.between(40, 900);
    const bool fuel = course_->lent || dice.below(3) > 0;
    const auto item = fuel ? std::vector<std::string>{"F-76", "F-44", "F-34"}[dice.below(3)]
                           : "RATION-" + std::to_string(dice.below(20) + 1);
    line_ = kit::line(1, fuel ? "fuel" : "food", item, units_, fuel ? "LTR" : "KGM",
                      course_->lent ? statement::Means::replacement_in_kind : statement::Means::reimbursement,
                      course_->lent ? std::optional<statement::Price>{} : statement::Price{price_, 1});
    number_ = std::to_string(dice.below(1'000'000));
  }

  /// Makes its next act. False: that was the last.
  bool act(Record& record) {
    carry_out(course_->steps[at_], record);
    return ++at_ < course_->steps.size();
  }
  const base::Bytes& last() const { return bytes_; }

 private:
  template <class Body>
  Id say(Record& record, const std::string& party, const Body& body) {
    using namespace statement;
    constexpr bool kGoods = std::is_same_v<Body, Issue> || std::is_same_v<Body, Receive> ||
                            std::is_same_v<Body, ReturnInKind> || std::is_same_v<Body, AcceptReturn>;
    const auto& desks = desks_.at(party);
    auto done = record.act(record.office(party, kGoods ? desks.goods : desks.papers), body, {.in = order_});
    PALITAN_CHECK(done.code() == base::Code::accepted);
    bytes_ = std::move(done.bytes);
    return done.id;
  }
  std::int64_t total() const { return course_->lent ? 0 : units_ * price_; }

  void carry_out(Step step, Record& record) {
    const auto micro = base::kMicro;
    switch (step) {
      case S::ask: {
        auto body = record.request_of({line_});
        body.supplier = supplier_;
        body.recipient = recipient_;
        body.reference = "REQ-" + number_;
        order_ = say(record, recipient_, body);
        return;
      }
      case S::offer:
        offer_ = say(record, supplier_, statement::Offer{{line_}, total(), {}});
        return;
      case S::accept:
        say(record, recipient_, statement::Accept{offer_, total()});
        return;
      case S::issue_half:
        issue(record, units_ / 2);
        return;
      case S::issue_all:
        issue(record, units_ - issued_);
        return;
      case S::receive_all:
        receive(record, last_issued_, 0);
        return;
      case S::receive_short:
        receive(record, last_issued_ - missing_, missing_);
        return;
      case S::correct_issue: {
        const statement::Issue body{{{1, received_ * micro, {}}}, {}, issue_};
        issue_ = say(record, supplier_, body);
        return;
      }
      case S::invoice: {
        const auto amount = received_ * price_;
        bill_ = say(record, supplier_,
                    statement::Invoice{{{1, received_ * micro, amount, false}},
                                       amount,
                                       base::add_days(record.today(), 60),
                                       "INV-" + number_});
        return;
      }
      case S::pay:
        pay_ = say(record, recipient_, statement::Pay{bill_, {received_ * price_, "JPY"}, "wire " + number_});
        return;
      case S::confirm:
        say(record, supplier_, statement::Confirm{pay_});
        return;
      case S::give_back:
        return_ = say(record, recipient_,
                      statement::ReturnInKind{{{1, line_.item, line_.unit, received_ * micro, {}}}, "Subic"});
        return;
      case S::take_back:
        say(record, supplier_, statement::AcceptReturn{return_, {{1, received_ * micro, {}}}, {}});
        return;
      case S::close:
        say(record, recipient_, statement::Close{});
        return;
      case S::decline:
        say(record, supplier_, statement::Decline{*order_, "out of stock"});
        return;
      case S::cancel:
        say(record, recipient_, statement::Cancel{"no longer needed"});
        return;
    }
  }
  void issue(Record& record, std::int64_t units) {
    issue_ = say(record, supplier_, statement::Issue{{{1, units * base::kMicro, {}}}, "Subic", {}});
    issued_ += units;
    last_issued_ = units;
  }
  void receive(Record& record, std::int64_t good, std::int64_t missing) {
    using statement::Reason;
    const auto why = missing > 0 ? std::optional(Reason::short_delivery) : std::nullopt;
    say(record, recipient_, statement::Receive{*issue_, {{1, good * base::kMicro, 0, why, {}}}, "Subic", {}});
    received_ += good;
  }

  DesksOf desks_;
  base::Bytes bytes_;  ///< of its last act
  const Course* course_ = nullptr;
  std::size_t at_ = 0;
  std::string supplier_ = "jpn", recipient_ = "phl", number_;
  statement::OrderLine line_;
  std::int64_t units_ = 0, missing_ = 0, price_ = 0;
  std::int64_t issued_ = 0, last_issued_ = 0, received_ = 0;
  std::optional<Id> order_, issue_;
  Id offer_, bill_, pay_, return_;
};

/// So many for each party, the first of which the house has already.
void appoint_desks(Record& record, std::size_t desks) {
  using statement::Role;
  constexpr std::size_t kBatch = 1'000;
  for (const auto* party : {"jpn", "phl"})
    for (std::size_t i = 1; i < desks; ++i) {
      record.appoint(
          record.office(party, "registrar"), "desk " + std::to_string(i),
          {Role::requester, Role::approver, Role::issuer, Role::receiver, Role::biller, Role::payer});
      if (i % kBatch == 0 || i + 1 == desks) record.accord();
    }
}
}  // namespace

struct MadeRecord::Under {
  explicit Under(const MadeOptions& made) : options(made), dice(made.seed) {}
  MadeOptions options;
  Dice dice;
  std::deque<Order> orders;
  std::size_t begun = 0;

  std::string desk() {
    if (options.desks < 2) return "desk";
    constexpr std::size_t kOrdersToRelief = 20;
    const auto n =
        (begun / kOrdersToRelief + dice.below(std::max<std::size_t>(1, options.on_duty))) % options.desks;
    return n == 0 ? "desk" : "desk " + std::to_string(n);
  }
  Order begin() {
    DesksOf desks;
    for (const auto* party : {"jpn", "phl"})
      if (options.desks < 2)
        desks[party] = {};
      else
        desks[party] = {desk(), desk()};
    ++begun;
    return Order(dice, std::move(desks));
  }
};

MadeRecord::MadeRecord(const MadeOptions& options)
    : record_(std::make_unique<Record>()), under_way_(std::make_unique<Under>(options)) {
  record_->open_house();
  appoint_desks(*record_, options.desks);
  auto made = record_->accords().back().point.size;
  const auto end = std::max(options.statements, made + 1);
  constexpr std::uint64_t kDays = 380;  // the kit's activity lasts 400
  for (std::size_t in_batch = 0; made < end; ++made) {
    (void)next();
    if (++in_batch < options.batch && made + 1 < end) continue;
    record_->accord();
    in_batch = 0;
    if (options.days_pass && record_->accords().size() < kDays) record_->pass_days(1);
  }
}
MadeRecord::~MadeRecord() = default;

base::Bytes MadeRecord::next() {
  auto& orders = under_way_->orders;
  if (orders.size() < under_way_->options.under_way) orders.push_back(under_way_->begin());
  auto order = std::move(orders.front());
  orders.pop_front();
  const bool more = order.act(*record_);
  auto bytes = order.last();
  if (more) orders.push_back(std::move(order));
  return bytes;
}

std::unique_ptr<Record> make_record(const MadeOptions& options) { return MadeRecord(options).take(); }

bool write_bundle(const Record& record, const std::filesystem::path& path) {
  const auto& last = record.accords().back().point;
  std::ofstream file(path, std::ios::binary);
  sync::BundleHeader header;
  header.partnership = record.partnership();
  header.height = last.height;
  header.size = last.size;
  sync::BundleWriter writer(header, true, [&](base::ByteView piece) {
    file.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    return file.good();
  });
  for (const auto& accord : record.accords()) {
    sync::BundleAccord out{accord.point.height, accord.note, {}};
    for (const auto& act : accord.acts) out.statements.push_back(act->bytes());
    writer.add(out);
  }
  return writer.finish() && file.flush().good();
}

}  // namespace palitan::bench
