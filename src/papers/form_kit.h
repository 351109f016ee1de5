// For tests: papers as they usually are.
#pragma once
#include "crypto/hash.h"
#include "papers/form.h"

namespace palitan::papers::kit {

inline constexpr std::int64_t kOne = 1'000'000;  ///< millionths
inline base::Id id_named(std::string_view name) { return base::Id{crypto::sha256(base::view_of(name)).raw}; }
inline base::Instant made() { return base::start_of(*base::parse_date("2026-12-18")); }

inline Origin origin(std::string_view act, bool agreed = true) {
  Origin out{{id_named("jpn phl"), id_named(act), {}}, "PHL"};
  if (agreed) out.code.point = PaperCode::Point{12, crypto::sha256(base::view_of("root"))};
  return out;
}

inline Signature signature(std::string_view who, std::string_view date, bool agreed = true) {
  Signature out;
  const bool japan = who.starts_with("jpn");
  out.holder = japan ? "3等海佐 佐藤 美咲 Sato Misaki" : "LCDR Ma. Corazón Dela Peña PN";
  out.office = japan ? "補給長 Supply officer" : "Contracting officer";
  out.unit = japan ? "JS Izumo" : "Naval Sea Systems Command, Subic Bay";
  out.party = japan ? "JPN" : "PHL";
  out.warrant = "8f41c2d09a7e";
  out.date = base::parse_date(date);
  out.statement = id_named(who);
  out.agreed = agreed;
  return out;
}

inline FormLine line(std::uint32_t number, std::string item, std::string description, std::int64_t quantity,
                     std::string unit, std::string means, std::optional<FormPrice> price = {},
                     std::optional<std::int64_t> amount = {}) {
  FormLine out;
  out.number = number;
  out.item = std::move(item);
  out.description = std::move(description);
  out.quantity = quantity;
  out.unit = std::move(unit);
  out.means = std::move(means);
  out.price = price;
  out.amount = amount;
  return out;
}

inline FormDeliveryLine delivered(const FormLine& of, std::int64_t received, std::int64_t damaged = 0) {
  FormDeliveryLine out;
  out.number = of.number;
  out.item = of.item;
  out.unit = of.unit;
  out.issued = of.quantity;
  out.received = received;
  out.damaged = damaged;
  return out;
}

inline FormBillLine billed(const FormLine& of, std::int64_t quantity, std::int64_t amount) {
  return {of.number, of.item, of.description, quantity, of.unit, of.price, amount, false};
}

/// Port services, water and fuel at Subic Bay: received, billed, the fuel replaced.
inline OrderForm order() {
  OrderForm out;
  out.origin = origin("bill");
  out.document = "PN-2026-0117\n2fd3ab12cd34";
  out.agreement = "Agreement between Japan and the Republic of the Philippines, rules 2026-1";
  out.activity = "Exercise off Subic Bay, 2026-12-01 to 2026-12-14";
  out.ground = "Republic Act, procurement rules; support does not hinder own tasks";
  out.means = {"reimbursement", "replacement_in_kind"};
  out.currency = "PHP";
  out.state = "delivering";
  out.ordered_on = "2026-11-23";
  out.receiving = "海上自衛隊 護衛艦いずも\nJS Izumo (DDH-183)";
  out.issuing = "Naval Sea Systems Command, Subic Bay, Zambales";
  out.place = "Alava Wharf, Subic Bay";
  out.needed_on = "2026-12-03";
  out.lines = {
      line(1, "BERTH", "Berth and tugs, Alava Wharf", 3 * kOne, "DAY", "reimbursement",
           FormPrice{6'850'000, 1}, 20'550'000),
      line(2, "WATER", "Fresh water", 60 * kOne, "MTQ", "reimbursement", FormPrice{16'225, 1}, 973'500),
      line(3, "F-76", "Naval distillate, at 15 °C", 100'000 * kOne, "LTR", "replacement_in_kind")};
  out.lines[0].components = {{"berth", {5'000'000, 1}, {}, {}}, {"tugs", {1'850'000, 1}, {}, {}}};
  out.total = 21'523'500;
  out.needs = "Hose couplings NATO 6 inch; fenders alongside";
  out.liability = "PHP 25,000,000.00";
  out.funds = "JMSDF 2026 O&M 4-1-7";
  out.schedule = "2027-12-03, Yokosuka, same grade F-76";
  out.ordering = signature("jpn order", "2026-11-22");
  out.offering = signature("phl offer", "2026-11-23");
  out.accepting = signature("jpn accept", "2026-11-24");
  FormDelivery delivery;
  delivery.date = "2026-12-03";
  delivery.place = "Alava Wharf, Subic Bay";
  delivery.conditions = "calm, rain until 10:00";
  delivery.lines = {delivered(out.lines[0], 3 * kOne), delivered(out.lines[1], 59 * kOne + 500'000, 500'000),
                    delivered(out.lines[2], 100'000 * kOne)};
  delivery.lines[1].reason = "spoiled";
  delivery.lines[2].temperature = 2'840;
  delivery.lines[2].density = 835'200;
  delivery.issuer = signature("phl issue", "2026-12-03");
  delivery.receiver = signature("jpn receive", "2026-12-03");
  out.deliveries = {delivery};
  out.bill_to = "防衛装備庁 経理課\nATLA Accounting Division, Ichigaya, Tokyo";
  out.payee = "Republic of the Philippines, Bureau of the Treasury";
  out.remit_to = "Land Bank of the Philippines, acct. 0000-0000-00";
  FormBill bill;
  bill.number = "SI-0417";
  bill.date = "2026-12-10";
  bill.due = "2027-01-09";
  bill.lines = {billed(out.lines[0], 3 * kOne, 20'550'000),
                billed(out.lines[1], 59 * kOne + 500'000, 965'388)};
  bill.total = 21'515'388;
  bill.reference = Gap::later;
  bill.biller = signature("phl bill", "2026-12-10", true);
  out.bills = {bill};
  return out;
}

/// Just asked: nothing is accepted, several elements are missing.
inline OrderForm fresh_order() {
  auto out = order();
  out.origin = origin("request", false);
  out.state = "requested";
  out.ground = out.funds = out.liability = Gap::missing;
  out.schedule = out.bill_to = out.payee = out.remit_to = Gap::missing;
  out.total.reset();
  for (auto& one : out.lines) one.price.reset(), one.amount.reset(), one.components.clear();
  out.ordering = signature("jpn order", "2026-11-23", false);
  out.offering = out.accepting = Signature{};
  out.deliveries.clear();
  out.bills.clear();
  return out;
}

inline InvoiceForm invoice() {
  const auto form = order();
  return {form.origin, form.document, form.agreement, form.issuing, form.receiving,  form.bill_to,
          form.payee,  form.remit_to, form.currency,  "tax",        form.bills.at(0)};
}

inline ReceiptForm receipt() {
  const auto form = order();
  return {form.origin, form.document, form.agreement, form.issuing, form.receiving, form.deliveries.at(0)};
}

inline ReminderForm reminder() {
  ReminderForm out;
  out.origin = origin("bill");
  out.from = "Republic of the Philippines, Naval Sea Systems Command";
  out.to = "防衛装備庁 経理課 ATLA Accounting Division, Ichigaya, Tokyo";
  out.agreement = "Agreement between Japan and the Republic of the Philippines";
  out.as_of = *base::parse_date("2027-03-01");
  out.level = 2;
  out.rows = {{"PN-2026-0117 2fd3ab12cd34", "Invoice SI-0417", *base::parse_date("2027-01-09"), 51,
               21'515'388, "PHP", "art-4-2"},
              {"PN-2026-0117 2fd3ab12cd34", "Line 3: F-76 to be replaced in kind",
               *base::parse_date("2027-02-20"), 9, 100'000 * kOne, "F-76/LTR", "art-4-1"}};
  return out;
}

inline AccountForm account() {
  AccountForm out;
  out.origin = origin("jpn phl");
  out.parties = {"JPN", "PHL"};
  out.height = 12;
  out.log_size = 1'204;
  out.agreed_at = made();
  out.balances = {{"receivable", "PHL", "JPN", "PHP", 21'515'388},
                  {"payable", "JPN", "PHL", "PHP", -21'515'388},
                  {"due_in_kind", "PHL", "JPN", "F-76/LTR", 100'000 * kOne},
                  {"owed_in_kind", "JPN", "PHL", "F-76/LTR", -100'000 * kOne},
                  {"damaged", "JPN", "PHL", "WATER/MTQ", 500'000}};
  out.disputes = {{"PN-2026-0117 2fd3ab12cd34", "Invoice SI-0417", "quantity", 973'500, "PHP"}};
  return out;
}

}  // namespace palitan::papers::kit
