// The papers of an order as PDF: A4, in English and a second language, printed from plain data
// (form_data.h).
#pragma once
#include "papers/form_data.h"
#include "papers/form_words.h"
#include "papers/page.h"

namespace palitan::papers {

// Each render() gives pages whose bytes depend on its arguments alone (and on the versions of the typefaces):
// `made` is the only time in the file. Figures and words are printed as given; nothing is added up or judged.
// Failure: a typeface is not on this machine. Threads: any.

/// Parts A request and acceptance, B receipts, C returns and invoices. An order of up to six lines with one
/// delivery and one bill fits one page; more goes on to further pages, each with the head. What is not done
/// yet stands as empty boxes to be filled by hand.
base::Outcome<base::Bytes> render(const OrderForm& form, Language second, base::Instant made);
base::Outcome<base::Bytes> render(const InvoiceForm& form, Language second, base::Instant made);
base::Outcome<base::Bytes> render(const ReceiptForm& form, Language second, base::Instant made);
base::Outcome<base::Bytes> render(const ReminderForm& form, Language second, base::Instant made);
base::Outcome<base::Bytes> render(const AccountForm& form, Language second, base::Instant made);

/// The pages before they become bytes, for tests of the layout.
std::vector<Sheet> lay_out(const OrderForm& form, const Type& type, Language second, base::Instant made);
std::vector<Sheet> lay_out(const InvoiceForm& form, const Type& type, Language second, base::Instant made);
std::vector<Sheet> lay_out(const ReceiptForm& form, const Type& type, Language second, base::Instant made);
std::vector<Sheet> lay_out(const ReminderForm& form, const Type& type, Language second, base::Instant made);
std::vector<Sheet> lay_out(const AccountForm& form, const Type& type, Language second, base::Instant made);

}  // namespace palitan::papers
