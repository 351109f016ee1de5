// Internal: the parts that several papers share.
#pragma once
#include "papers/form_parts.h"

namespace palitan::papers {

/// "Delivery 1": date and place, lines, two signatures.
void place_delivery(Flow& flow, const Setter& setter, std::vector<Block> before,
                    const FormDelivery& delivery);
void place_return(Flow& flow, const Setter& setter, std::vector<Block> before, const FormReturn& given);
/// Number, dates, lines, sums, signature.
void place_bill(Flow& flow, const Setter& setter, std::vector<Block> before, const FormBill& bill,
                const std::string& currency);

/// Does any signature wait for its accord?
bool is_provisional(const std::vector<const Signature*>& signatures);

template <class Form>
base::Outcome<base::Bytes> print(const Form& form, Word title, const std::string& document, Language second,
                                 base::Instant made,
                                 std::vector<Sheet> (*lay)(const Form&, const Type&, Language,
                                                           base::Instant)) {
  const auto type = Type::open();
  if (!type) return tl::unexpected(type.error());
  const PdfInfo info{std::string(english(title)) + (document.empty() ? "" : " " + document),
                     to_text(form.origin.code), made};
  return print_pdf(*type, lay(form, *type, second, made), info);
}

}  // namespace palitan::papers
