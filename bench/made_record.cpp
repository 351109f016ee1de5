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

/// One order on its way through its course.
class Order {
 public:
  explicit Order(Dice& dice) {
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

 private:
  template <class Body>
  Id say(Record& record, const std::string& party, const Body& body) {
    const auto done = record.act(record.office(party), body, {.in = order_});
    PALITAN_CHECK(done.code() == base::Code::accepted);
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

  const Course* course_ = nullptr;
  std::size_t at_ = 0;
  std::string supplier_ = "jpn", recipient_ = "phl", number_;
  statement::OrderLine line_;
  std::int64_t units_ = 0, missing_ = 0, price_ = 0;
  std::int64_t issued_ = 0, last_issued_ = 0, received_ = 0;
  std::optional<Id> order_, issue_;
  Id offer_, bill_, pay_, return_;
};
}  // namespace

std::unique_ptr<Record> make_record(const MadeOptions& options) {
  auto record = std::make_unique<Record>();
  record->open_house();
  Dice dice(options.seed);
  std::deque<Order> under_way;
  auto made = record->accords().back().point.size;
  const auto end = std::max(options.statements, made + 1);
  constexpr std::uint64_t kDays = 380;  // the kit's activity lasts 400
  for (std::size_t in_batch = 0; made < end; ++made) {
    if (under_way.size() < options.under_way) under_way.emplace_back(dice);
    auto order = std::move(under_way.front());
    under_way.pop_front();
    if (order.act(*record)) under_way.push_back(std::move(order));
    if (++in_batch < options.batch && made + 1 < end) continue;
    record->accord();
    in_batch = 0;
    if (options.days_pass && record->accords().size() < kDays) record->pass_days(1);
  }
  return record;
}

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
