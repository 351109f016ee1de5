#include "misdeed_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "crypto/fingerprint.h"
#include "crypto/hash.h"
#include "json_text.h"

namespace palitan::verify {
namespace {
using kernel::MisdeedKind;
using kernel::ProvenMisdeed;

std::string hex(base::ByteView bytes) { return base::to_hex(bytes); }
std::string key_words(const base::PublicKey& key) {
  return crypto::fingerprint_words(crypto::sha256(key.view()));
}
std::string partnership_words(const base::Id& id) { return crypto::fingerprint_words(base::Hash{id.raw}); }

/// Texts of the record go to a terminal: nothing in them may move its cursor.
std::string shown(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return out;
}

std::string kind_of(std::uint16_t number) {
  const auto kind = static_cast<statement::Kind>(number);
  return is_valid(kind) ? std::string(name(kind)) : fmt::format("act of kind {}", number);
}

std::string what_was_done(const ProvenMisdeed& m) {
  switch (m.kind) {
    case MisdeedKind::fork:
      return fmt::format("signed two different acts as number {} of one seat", m.sequence);
    case MisdeedKind::two_cosignatures:
      return fmt::format("cosigned two different checkpoints of height {}, attempt {}", m.height, m.attempt);
    case MisdeedKind::cosigned_and_declined:
      break;
  }
  return fmt::format("cosigned and declined height {}, attempt {}", m.height, m.attempt);
}

std::string paper_text(const kernel::SignedPaper& paper) {
  if (paper.declined) return fmt::format("decline, reason {}", base::name(paper.declined->reason));
  const auto& p = *paper.cosigned;
  return fmt::format("cosignature of a log of {} statements, root {}, results {}", p.size,
                     hex(p.root.view()).substr(0, 16), hex(p.results.view()).substr(0, 16));
}
}  // namespace

std::string in_words(const ProvenMisdeed& m, base::ByteView file, bool expected) {
  std::string out = fmt::format("PROVEN: {} {}\n", m.party, what_was_done(m));
  if (!m.office.empty()) out += fmt::format("office       {}\n", shown(m.office));
  if (!m.holder.empty()) out += fmt::format("holder       {} (as appointed)\n", shown(m.holder));
  out += fmt::format("key          {}\n             {}\n", key_words(m.key), hex(m.key.view()));
  for (const auto& act : m.acts)
    out += fmt::format("statement    {}\n             {} of {}\n", hex(act.id.view()), kind_of(act.kind),
                       to_text(act.effective));
  for (const auto& paper : m.papers)
    out += fmt::format("paper        {}\n             {}\n", hex(paper.hash.view()), paper_text(paper));
  out += fmt::format("partnership  {}\n             {}\n             of {}\n",
                     partnership_words(m.partnership), hex(m.partnership.view()), fmt::join(m.parties, ", "));
  out += expected
             ? "             as you expected\n"
             : "             compare these words with those from the founding: the file cannot vouch for "
               "itself\n";
  out += fmt::format("file         {}, marked {}\n", hex(kernel::misdeed_name(file).view()), name(m.marking));
  return out +
         "proved, from the bytes of this file alone: one key, which the founding or the party's own "
         "appointments "
         "name,\n  signed both\nnot proved: who held the key, and why\n";
}

std::string as_json(const ProvenMisdeed& m, base::ByteView file, bool expected) {
  std::string acts, papers;
  for (const auto& act : m.acts)
    acts += fmt::format(R"({}{{"id":{},"kind":{}}})", acts.empty() ? "" : ",", quoted(hex(act.id.view())),
                        quoted(kind_of(act.kind)));
  for (const auto& paper : m.papers)
    papers +=
        fmt::format(R"({}{{"is":{},"hash":{}}})", papers.empty() ? "" : ",",
                    paper.cosigned ? R"("cosignature")" : R"("decline")", quoted(hex(paper.hash.view())));
  return fmt::format(
      R"({{"proven":true,"kind":{},"party":{},"office":{},"holder":{},"key":{},"key_words":{},"sequence":{},)"
      R"("height":{},"attempt":{},"acts":[{}],"papers":[{}],"partnership":{},"expected":{},"file":{},)"
      R"("marking":{}}})"
      "\n",
      quoted(name(m.kind)), quoted(m.party), quoted(m.office), quoted(m.holder), quoted(hex(m.key.view())),
      quoted(key_words(m.key)), m.sequence, m.height, m.attempt, acts, papers,
      quoted(hex(m.partnership.view())), expected, quoted(hex(kernel::misdeed_name(file).view())),
      quoted(name(m.marking)));
}

bool is_unreadable(const base::Refusal& why) {
  return base::family(why.code) == base::Family::bad && why.code != base::Code::bad_partnership;
}

std::string not_proven(const base::Refusal& why, bool json) {
  const bool unreadable = is_unreadable(why);
  if (json)
    return fmt::format(R"({{"proven":false,"readable":{},"code":{},"sentence":{}}})"
                       "\n",
                       !unreadable, quoted(base::name(why.code)), quoted(base::sentence(why)));
  return unreadable ? fmt::format("UNREADABLE. {}\n", base::sentence(why))
                    : fmt::format("NOT PROVEN. {}\n", why.detail.empty() ? base::sentence(why) : why.detail);
}

}  // namespace palitan::verify
