#include "papers/form_check.h"

#include <fmt/format.h>

#include "kernel/accord.h"
#include "merkle/proof.h"

namespace palitan::papers {
namespace {
using Finding = PaperFinding;

PaperCheck found(Finding finding, PaperCheck check = {}) {
  check.finding = finding;
  return check;
}

/// Does the proof for the act at `position` lead to `root`?
bool is_under(const std::vector<base::Id>& log, std::uint64_t position, const base::Hash& root) {
  merkle::Levels tree;
  for (const auto& id : log) tree.append(merkle::leaf_hash(id.view()));
  const auto proof = merkle::inclusion_proof(position, tree.size(), tree.reader());
  return merkle::verify_inclusion(merkle::leaf_hash(log[position].view()), position, log.size(), proof, root)
      .has_value();
}

std::string short_hex(base::ByteView bytes) { return base::to_hex(bytes).substr(0, 12); }

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& one : names) out += (out.empty() ? "" : ", ") + one;
  return out;
}
}  // namespace

PaperCheck check_paper(const PaperCode& code, const PaperSource& source) {
  if (code.partnership != source.partnership) return found(Finding::other_partnership);
  const auto known = source.place(code.statement);
  PaperCheck out;
  if (known) out.place = *known;
  if (!code.point) {
    if (!known) return found(Finding::act_unknown);
    return found(out.place ? Finding::agreed_since : Finding::still_pending, out);
  }
  const auto text = source.note(code.point->height);
  if (!text) return found(Finding::accord_unknown, out);
  const auto note = merkle::parse_note(*text);
  const auto point = note ? kernel::parse_checkpoint_body(source.partnership, note->text)
                          : base::Result<kernel::AccordPoint>(tl::unexpected(note.error()));
  if (!point) return found(Finding::record_damaged, out);
  out.size = point->size;
  for (const auto& signature : note->signatures) out.cosigners.push_back(signature.name);
  if (point->root != code.point->root) return found(Finding::other_root, out);
  if (!known) return found(Finding::act_unknown, out);
  if (!out.place || out.place->position >= point->size) return found(Finding::not_in_accord, out);
  const auto log = source.log(point->size);
  const auto position = out.place->position;
  if (log.size() != point->size || log[position] != code.statement || !is_under(log, position, point->root))
    return found(Finding::record_damaged, out);
  return found(Finding::proven, out);
}

std::string sentences(const PaperCode& code, const PaperCheck& check) {
  const auto act = short_hex(code.statement.view());
  const auto height = code.point ? code.point->height : 0;
  switch (check.finding) {
    case Finding::proven:
      return fmt::format(
          "It holds. Act {} stands at place {} of the log that accord {} covers ({} statements), and its "
          "proof "
          "leads to the root printed on the paper. That root is cosigned by {}.\n"
          "So this act is agreed, and nobody can change or remove it alone. The code does not cover the "
          "words "
          "and figures printed beside it: compare them with the record, or print the paper again.",
          act, check.place->position, height, check.size, listed(check.cosigners));
    case Finding::agreed_since:
      return fmt::format(
          "Act {} was pending when the paper was printed. It is agreed since: place {} of the log, accord "
          "{}. "
          "Print the paper again for one that is not provisional.",
          act, check.place->position, check.place->height);
    case Finding::still_pending:
      return fmt::format(
          "Act {} was pending when the paper was printed and is so still: it binds its own party, and is not "
          "yet "
          "agreed. Treat the paper as provisional.",
          act);
    case Finding::other_partnership:
      return fmt::format(
          "The paper belongs to partnership {}, whose record is not this one. Ask a node that holds it.",
          short_hex(code.partnership.view()));
    case Finding::act_unknown:
      return fmt::format(
          "This record has no act {}. Exchange with the partner first; if it stays unknown, the paper shows "
          "nothing that this record knows.",
          act);
    case Finding::accord_unknown:
      return fmt::format(
          "The paper names accord {}, and this record has not come so far. Exchange with the partner and "
          "check "
          "again.",
          height);
    case Finding::other_root:
      return fmt::format(
          "The paper names another root for accord {} than this record holds. One of the two is not the "
          "record "
          "that the parties share. Keep the paper and call the auditor.",
          height);
    case Finding::not_in_accord:
      return fmt::format(
          "Act {} is here, but not among the {} statements that accord {} covers, so the paper names an "
          "accord "
          "that does not stand for it. Print the paper again and compare.",
          act, check.size, height);
    case Finding::record_damaged:
      return fmt::format(
          "This record's own log does not lead to its own checkpoint of accord {}. The paper is not the "
          "fault: "
          "restore this node and call the auditor.",
          height);
  }
  return {};
}

}  // namespace palitan::papers
