#include "papers/form_from_order.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"
#include "papers/form.h"
#include "papers/form_parts.h"

namespace palitan::papers {
namespace {
using base::Id;
using kernel::kit::day;
using kernel::kit::Record;
using statement::Means;

/// A kit record as papers read it: what the accords hold, and what was kept of pending acts.
struct Shelf {
  Record& record;
  std::vector<kernel::kit::Done> pending{};

  RecordReader reader() {
    RecordReader out;
    out.partnership = record.partnership();
    out.party = "jpn";
    const auto& last = record.accords().back().point;
    out.point = PaperCode::Point{last.height, last.root};
    out.fact = [this](const kernel::FactKey& key) { return record.facts().find(key); };
    out.act = [this](const Id& id) -> std::optional<RecordAct> {
      for (const auto& accord : record.accords())
        for (const auto& act : accord.acts)
          if (act->id() == id) return RecordAct{act->bytes(), true, base::Code::accepted};
      for (const auto& done : pending)
        if (done.id == id) return RecordAct{done.bytes, false, done.code()};
      return std::nullopt;
    };
    out.acts_of = [this](const Id& order) {
      std::vector<Id> ids;
      for (const auto& accord : record.accords())
        for (const auto& act : accord.acts)
          if (act->case_of() == order) ids.push_back(act->id());
      for (const auto& done : pending)
        if (statement::decode_statement(done.bytes)->case_of() == order) ids.push_back(done.id);
      return ids;
    };
    return out;
  }
};

/// 100 litres of fuel for money, 50 litres to be replaced by day 30.
std::vector<statement::OrderLine> two_lines() {
  auto lent = kernel::kit::lent_fuel(50);
  lent.number = 2;
  lent.schedule = statement::Schedule{day(30), "Yokosuka"};
  auto paid = kernel::kit::paid_fuel();
  paid.description = "Naval distillate";
  return {paid, lent};
}

class FormFromOrder : public testing::Test {
 protected:
  Record record{Record::Options{{"jpn", "phl"}, 1, 1, true}};
  Shelf shelf{record};
  Id order, offer, issue, receipt, bill;

  void SetUp() override {
    auto request = record.request_of(two_lines());
    request.reference = "PN-7";
    request.bill_to = "Accounting Division";
    order = record.act(record.office("phl"), request).id;
    statement::Offer terms{two_lines(), 15'000, {}};
    terms.unit = "Kure depot";
    terms.payee = "Treasury";
    terms.declares = statement::Declaration{"SDF Act 84-5", true, "Minister"};
    offer = record.act(record.office("jpn"), terms, {.in = order}).id;
    record.act(record.office("phl"), statement::Accept{offer, 15'000}, {.in = order});
    auto given =
        statement::Issue{{{1, 100 * base::kMicro, {}}, {2, 50 * base::kMicro, {}}}, "Alava Wharf", {}};
    issue = record.act(record.office("jpn"), given, {.in = order}).id;
    auto taken = statement::Receive{issue,
                                    {{1, 99 * base::kMicro, base::kMicro, statement::Reason::spoiled, {}},
                                     {2, 50 * base::kMicro, 0, {}, {}}},
                                    {},
                                    {}};
    receipt = record.act(record.office("phl"), taken, {.in = order}).id;
    record.accord();
    auto invoice = record.act(
        record.office("jpn"),
        statement::Invoice{{{1, 99 * base::kMicro, 14'850, false}}, 14'850, day(60), "SI-1"}, {.in = order});
    bill = invoice.id;
    EXPECT_EQ(invoice.code(), base::Code::accepted) << invoice.verdict.detail;
    shelf.pending.push_back(std::move(invoice));
  }
};

TEST_F(FormFromOrder, SaysWhatTheRecordSays) {
  const auto form = order_form(shelf.reader(), order);
  ASSERT_TRUE(form.has_value()) << form.error().detail;
  EXPECT_TRUE(form->document.text.starts_with("PN-7\n"));
  EXPECT_EQ(form->state, "delivering");
  EXPECT_EQ(form->means, (std::vector<std::string>{"reimbursement", "replacement_in_kind"}));
  EXPECT_TRUE(form->agreement.text.starts_with("Plain agreement\n"));
  EXPECT_TRUE(form->activity.text.starts_with("Balikatan, "));
  EXPECT_EQ(form->ground.text, "SDF Act 84-5; does not hinder its own tasks; Minister");
  EXPECT_EQ(form->issuing.text, "Kure depot\njpn forces");
  EXPECT_EQ(form->receiving.text, "phl forces");
  EXPECT_EQ(form->total, 15'000);
  EXPECT_EQ(form->schedule.text, "2: " + base::to_text(day(30)) + ", Yokosuka");
  EXPECT_EQ(form->bill_to.text, "Accounting Division");
  EXPECT_EQ(form->remit_to, Entry(Gap::missing));
  ASSERT_EQ(form->lines.size(), 2u);
  EXPECT_EQ(form->lines[0].amount, 15'000);
  EXPECT_FALSE(form->lines[1].price.has_value());
}

TEST_F(FormFromOrder, EverySignatureIsItsActs) {
  const auto form = order_form(shelf.reader(), order);
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(form->ordering.statement, order);
  EXPECT_EQ(form->ordering.party, "PHL");
  EXPECT_EQ(form->ordering.holder, "someone");
  EXPECT_EQ(form->offering.statement, offer);
  EXPECT_EQ(
      form->offering.warrant,
      short_id(
          record.facts().get<kernel::SeatFact>(kernel::seat_key(record.office("jpn").seat()))->appointment));
  EXPECT_EQ(form->accepting.party, "PHL");
  ASSERT_EQ(form->deliveries.size(), 1u);
  const auto& delivery = form->deliveries[0];
  EXPECT_EQ(delivery.issuer.statement, issue);
  EXPECT_EQ(delivery.receiver.statement, receipt);
  EXPECT_TRUE(delivery.receiver.agreed);
  EXPECT_EQ(delivery.place.text, "Alava Wharf");
  EXPECT_EQ(delivery.lines[0].issued, 100 * base::kMicro);
  EXPECT_EQ(delivery.lines[0].damaged, base::kMicro);
  EXPECT_EQ(delivery.lines[0].reason, "spoiled");
}

TEST_F(FormFromOrder, WhatIsPendingIsProvisionalAndAgreedAfterItsAccord) {
  const auto before = order_form(shelf.reader(), order);
  ASSERT_TRUE(before && before->bills.size() == 1);
  EXPECT_FALSE(before->bills[0].biller.agreed);
  EXPECT_EQ(before->origin.code, (PaperCode{record.partnership(), bill, {}}));
  EXPECT_TRUE(render(*before, Language::japanese, base::Instant{0}).has_value());
  record.accord();
  shelf.pending.clear();
  const auto after = order_form(shelf.reader(), order);
  ASSERT_TRUE(after && after->bills.size() == 1);
  EXPECT_TRUE(after->bills[0].biller.agreed);
  const auto& point = record.accords().back().point;
  EXPECT_EQ(after->origin.code,
            (PaperCode{record.partnership(), bill, PaperCode::Point{point.height, point.root}}));
}

TEST_F(FormFromOrder, AReturnIsShownWithWhatWasTaken) {
  record.accord();
  shelf.pending.clear();
  const auto given =
      record.act(record.office("phl"),
                 statement::ReturnInKind{{{2, "F-76", "LTR", 50 * base::kMicro, {}, "clean"}}, "Yokosuka"},
                 {.in = order});
  ASSERT_EQ(given.code(), base::Code::accepted) << given.verdict.detail;
  const auto taken =
      record.act(record.office("jpn"),
                 statement::AcceptReturn{given.id, {{2, 40 * base::kMicro, {}}}, statement::Reason::quantity},
                 {.in = order});
  ASSERT_EQ(taken.code(), base::Code::accepted) << taken.verdict.detail;
  record.accord();
  const auto form = order_form(shelf.reader(), order);
  ASSERT_TRUE(form && form->returns.size() == 1);
  const auto& shown = form->returns[0];
  EXPECT_EQ(shown.place.text, "Yokosuka");
  EXPECT_EQ(shown.lines.at(0).returned, 50 * base::kMicro);
  EXPECT_EQ(shown.lines.at(0).accepted, 40 * base::kMicro);
  EXPECT_EQ(shown.lines.at(0).condition, "clean");
  EXPECT_EQ(shown.acceptor.statement, taken.id);
}

TEST_F(FormFromOrder, InvoiceAndReceiptAreFoundByTheirAct) {
  const auto invoice = invoice_form(shelf.reader(), order, bill);
  ASSERT_TRUE(invoice.has_value());
  EXPECT_EQ(invoice->bill.number.text, "SI-1");
  EXPECT_EQ(invoice->tax_relief, "") << "the plain agreement says nothing of tax";
  EXPECT_EQ(invoice->bill.lines.at(0).amount, 14'850);
  EXPECT_EQ(invoice->origin.code.statement, bill);
  const auto taken = receipt_form(shelf.reader(), order, receipt);
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->delivery.lines.at(0).received, 99 * base::kMicro);
  EXPECT_EQ(invoice_form(shelf.reader(), order, receipt).error().code, base::Code::local_not_found);
  EXPECT_EQ(receipt_form(shelf.reader(), order, bill).error().code, base::Code::local_not_found);
  EXPECT_EQ(order_form(shelf.reader(), bill).error().code, base::Code::local_not_found);
}

TEST_F(FormFromOrder, AReminderListsWhatIsPastItsDayAndNotQueried) {
  const auto reminder = [&](base::Date on) {
    auto out = reminder_form(shelf.reader(), {order}, "jpn", "phl", on, 1);
    EXPECT_TRUE(out.has_value());
    return out->rows;
  };
  EXPECT_TRUE(reminder(day(30)).empty()) << "due on the day itself is not late";
  const auto first = reminder(day(31));
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].commodity, "F-76/LTR");
  EXPECT_EQ(first[0].owed, 50 * base::kMicro);
  EXPECT_EQ(first[0].days, 1);
  const auto both = reminder(day(61));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[1].commodity, "JPY");
  EXPECT_EQ(both[1].owed, 14'850);
  EXPECT_TRUE(reminder_form(shelf.reader(), {order}, "phl", "jpn", day(61), 1)->rows.empty());
  const auto query = record.act(record.office("phl"),
                                statement::Query{bill, statement::Reason::price, "high"}, {.in = order});
  ASSERT_EQ(query.code(), base::Code::accepted) << query.verdict.detail;
  EXPECT_EQ(reminder(day(61)).size(), 1u);
}

TEST_F(FormFromOrder, AnAccountShowsBothSidesAndTheQuery) {
  const auto query = record.act(record.office("phl"),
                                statement::Query{bill, statement::Reason::price, "high"}, {.in = order});
  record.accord();
  shelf.pending.clear();
  ledger::Position agreed;
  const ledger::Account claim{ledger::AccountKind::receivable, "jpn", "phl"};
  const ledger::Account elsewhere{ledger::AccountKind::receivable, "jpn", "usa"};
  ASSERT_TRUE(agreed.add(claim, "JPY", 14'850));
  ASSERT_TRUE(agreed.add(elsewhere, "JPY", 1));
  const auto account =
      account_form(shelf.reader(), agreed, {order}, "jpn", "phl", 20, record.accords().back().point.time);
  ASSERT_TRUE(account.has_value());
  ASSERT_EQ(account->balances.size(), 1u) << "only what stands between these two";
  EXPECT_EQ(account->balances[0].account, "receivable");
  ASSERT_EQ(account->disputes.size(), 1u);
  EXPECT_EQ(account->disputes[0].reason, "price");
  EXPECT_EQ(account->disputes[0].amount, 14'850);
  EXPECT_EQ(account->origin.code.statement, record.partnership());
  EXPECT_TRUE(render(*account, Language::filipino, base::Instant{0}).has_value());
}

}  // namespace
}  // namespace palitan::papers
