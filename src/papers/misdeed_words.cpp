#include "papers/misdeed_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/fingerprint.h"
#include "crypto/hash.h"

namespace palitan::papers {
namespace {
using kernel::MisdeedKind;
using kernel::ProvenMisdeed;

struct Said {
  std::string_view en, ja, fil;
  std::string_view in(SheetLanguage language) const {
    return language == SheetLanguage::japanese ? ja : language == SheetLanguage::filipino ? fil : en;
  }
};
namespace say {
#define MISDEED_TEXT(name, en, ja, fil) constexpr Said name{en, ja, fil};
#include "papers/misdeed_words.def"
#undef MISDEED_TEXT
}  // namespace say

template <class... Parts>
std::string filled(const Said& said, SheetLanguage language, const Parts&... parts) {
  return fmt::format(fmt::runtime(said.in(language)), parts...);
}

std::string upper(std::string_view party) {
  std::string out(party);
  for (auto& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// Names of the record are shown to people: nothing in them may move a terminal's cursor.
std::string shown(std::string_view name) {
  std::string out(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
  return out;
}

std::string kind_name(std::uint16_t number) {
  const auto kind = static_cast<statement::Kind>(number);
  return is_valid(kind) ? std::string(name(kind)) : std::to_string(number);
}
}  // namespace

std::string misdeed_says(const ProvenMisdeed& m, SheetLanguage language) {
  const auto party = upper(m.party);
  switch (m.kind) {
    case MisdeedKind::fork:
      return filled(say::fork, language, party, shown(m.office), m.sequence);
    case MisdeedKind::two_cosignatures:
      return filled(say::two_cosignatures, language, party, m.height, m.attempt);
    case MisdeedKind::cosigned_and_declined:
      break;
  }
  return filled(say::cosigned_and_declined, language, party, m.height, m.attempt);
}

std::string misdeed_lines(const ProvenMisdeed& m, SheetLanguage language) {
  std::string out;
  const auto line = [&](const std::string& text) { out += "  " + text + "\n"; };
  if (!m.holder.empty()) line(filled(say::holder, language, shown(m.holder)));
  line(filled(say::key, language, crypto::fingerprint_words(crypto::sha256(m.key.view()))));
  for (const auto& act : m.acts)
    line(filled(say::act, language, kind_name(act.kind), base::to_text(act.effective),
                base::to_hex(act.id.view())));
  for (const auto& paper : m.papers) {
    const auto hash = base::to_hex(paper.hash.view());
    if (paper.cosigned)
      line(filled(say::cosignature, language, paper.cosigned->size, hash));
    else
      line(filled(say::decline, language, base::name(paper.declined->reason), hash));
  }
  line(filled(m.kind == MisdeedKind::fork ? say::after_fork : say::after_papers, language));
  return out;
}

}  // namespace palitan::papers
