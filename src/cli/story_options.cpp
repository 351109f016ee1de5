// What may stand anywhere in the sentence of an act.
#include "base/money.h"
#include "cli/story_player.h"
#include "crypto/hash.h"

namespace palitan::cli {
namespace {
/// The words from `index` on, with their line.
Sentence rest_of(const Words& words, std::size_t index) {
  return {words.line(), {words.all().begin() + static_cast<std::ptrdiff_t>(index), words.all().end()}, {}};
}
/// Takes out of `words` what `rest`, which began at `index`, has read.
void cut_what_was_read(Words& words, std::size_t index, Words& rest) {
  if (rest.fault()) return words.fail(rest.fault()->what);
  std::size_t left = 0;
  while (!rest.done()) rest.next("a word"), ++left;
  words.cut(index, words.all().size() - index - left);
}

/// A scan in a story holds nothing but its name.
statement::Attachment scan(const std::string& name) {
  return {crypto::sha256(base::view_of(name)), name.size(), "application/pdf", name};
}
}  // namespace

/// "on paper [signed by "NAME" [and "NAME"]] [with scan "FILE"]"
void Player::paper_option(Words& words, std::size_t at, ActOptions& out) {
  const auto sentence = rest_of(words, at);
  Words rest(sentence);
  rest.need("on paper");
  out.paper.emplace();
  for (bool more = rest.take("signed by"); more; more = rest.take("and"))
    out.paper->signatories.push_back(rest.next("who signed by hand"));
  if (rest.take("with scan")) out.attachments.push_back(scan(rest.next("the name of the scan")));
  cut_what_was_read(words, at, rest);
}

ActOptions Player::options(Words& words) {
  ActOptions out;
  const auto one = [&](std::size_t i, std::size_t lead, std::string& to) {
    if (i + lead >= words.all().size()) return words.fail("the end of the line is not expected here");
    to = words.all()[i + lead].text;
    words.cut(i, lead + 1);
  };
  for (std::size_t i = 0; i < words.all().size() && !words.fault();) {
    const auto is = [&](std::size_t k, std::string_view text) {
      return i + k < words.all().size() && !words.all()[i + k].quoted && words.all()[i + k].text == text;
    };
    // "by authority" and "concurred by" name people of the outside, in quotes; "by approver" names an office.
    const bool person = is(1, "authority") || (i + 1 < words.all().size() && words.all()[i + 1].quoted);
    std::string value;
    if (is(0, "as")) {
      one(i, 1, out.as);
    } else if (is(0, "by") && !person) {
      one(i, 1, out.by);
    } else if (is(0, "marked")) {
      one(i, 1, value);
      if (!from_name(value, out.marking)) words.fail("'" + value + "' is not a marking");
    } else if (is(0, "under") && is(1, "key")) {
      one(i, 2, out.key);
    } else if (is(0, "attaching")) {
      one(i, 1, value);
      out.attachments.push_back(scan(value));
    } else if (is(0, "insisting")) {
      out.insisting = true;
      words.cut(i, 1);
    } else if (is(0, "off") && is(1, "node")) {
      out.off_node = true;
      words.cut(i, 2);
    } else if (is(0, "instead") && is(1, "of")) {
      one(i, 2, out.instead_of);
    } else if (is(0, "numbered")) {
      one(i, 1, value);
      out.numbered = static_cast<std::uint64_t>(base::parse_decimal(value, 0).value_or(0));
    } else if (is(0, "on") && is(1, "paper")) {
      paper_option(words, i, out);
    } else if (is(0, "dated")) {
      const auto sentence = rest_of(words, i + 1);
      Words date(sentence);
      out.effective = moment(date);
      words.cut(i, 1);
      cut_what_was_read(words, i, date);
    } else {
      ++i;
    }
  }
  return out;
}

}  // namespace palitan::cli
