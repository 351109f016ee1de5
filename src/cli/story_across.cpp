// Several books in one story, and the acts that reach from one into another.
#include <algorithm>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "crypto/hash.h"
#include "kernel/account.h"
#include "node/account_word.h"
#include "node/across_drafts.h"
#include "node/evidence_maker.h"

namespace palitan::cli {
using statement::PartyCode;

/// The fields of a body from the indented lines under a sentence, each "FIELD VALUE": a name of the story
/// stands for its id, a name of a book for its partnership, "2.5 units" for millionths.
class FieldWords {
 public:
  FieldWords(Player& player, const Sentence& sentence, Words& words) : player_(player), words_(words) {
    for (const auto& detail : sentence.details) lines_.emplace(detail.words.front().text, Words(detail));
  }
  template <class T>
  void field(unsigned, std::string_view name, T& value) {
    const auto at = lines_.find(std::string(name));
    if (at == lines_.end()) return;
    auto line = at->second;
    lines_.erase(at);
    line.next("a field");
    read(line, value);
    line.end();
    if (line.fault()) words_.fail(line.fault()->what);
  }
  void finish() {
    if (!lines_.empty())
      words_.fail("'" + lines_.begin()->first + "' is no field of that act, or cannot be told here");
  }

 private:
  template <class T>
  void read(Words& line, T& value) {
    if constexpr (codec::detail::is_optional<T>) {
      read(line, value.emplace());
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
      while (!line.done()) value.push_back(line.next("a text"));
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = line.next("a text");
    } else if constexpr (std::is_same_v<T, bool>) {
      value = line.next("yes or no") == "yes";
    } else if constexpr (std::is_same_v<T, base::Date>) {
      value = line.date("a date");
    } else if constexpr (std::is_same_v<T, base::Id>) {
      value = player_.id_meant(line);
    } else if constexpr (std::is_same_v<T, base::Hash>) {
      // The file that "attaching" names is its name: stories carry no other bytes.
      value = line.quoted() ? crypto::sha256(base::view_of(line.next("a file")))
                            : base::Hash{player_.id_meant(line).raw};
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      const bool units = line.peek(1) == "units";
      value = units ? line.decimal("a number", 6) : line.number("a number");
      line.take("units");
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(line.number("a number"));
    } else if constexpr (std::is_enum_v<T>) {
      if (const auto word = line.next("a word"); !line.fault() && !from_name(word, value))
        line.fail("'" + word + "' is not known there");
    } else if constexpr (std::is_same_v<T, statement::StockShare>) {
      value.stock = line.next("the stock");
      line.need("of");
      value.total = line.decimal("all of it", 6);
      line.need("share");
      value.share = line.decimal("this line's", 6);
    } else {
      line.fail("that field cannot be told in a story");
    }
  }
  Player& player_;
  Words& words_;
  std::map<std::string, Words> lines_;
};

/// "book jpn-phl": from here on everything happens in that book. A new one is founded by "parties".
void Player::open_book(Words& words) {
  const auto name = words.next("the name of a book");
  words.end();
  if (broken(words) || name == book_) return;
  if (world_) {
    time_ = base::Instant{(world_->now().ms / 1'000 + 1) * 1'000};  // a founding stands on a whole second
    if (const auto to = shelf_.find(name); to != shelf_.end() && to->second)
      time_ = std::max(*time_, to->second->now());
    shelf_[book_] = std::move(world_);
  }
  book_ = name;
  world_ = std::move(shelf_[name]);
  if (world_ && time_ && world_->now() < *time_) world_->set_clock(*time_);
}

base::Id Player::id_meant(Words& words) {
  const auto name = words.next("a name");
  if (const auto* known = find(name)) return known->id;
  if (name == book_ && world_) return world_->partnership();
  if (const auto book = shelf_.find(name); book != shelf_.end() && book->second)
    return book->second->partnership();
  words.fail("'" + name + "' was not named before, and is no book");
  return {};
}

std::optional<kernel::CaseFact> Player::case_in(const PartyCode& party, const Named& target) {
  return world_->book(party).get<kernel::CaseFact>(kernel::case_key(target.case_id), true);
}

/// "jpn does cut_account [in NAME] by biller", its fields in the lines below.
void Player::do_act(const PartyCode& party, Words& words, const Sentence& sentence, const ActOptions& opts) {
  Kind kind{};
  if (const auto word = words.next("a kind of act"); !words.fault() && !from_name(word, kind))
    return words.fail("'" + word + "' is no kind of act");
  std::optional<base::Id> in;
  if (words.take("in"))
    if (const auto* target = named(words, "a case")) in = target->case_id;
  words.end();
  if (opts.by.empty()) words.fail("say by which office");
  if (broken(words)) return;
  const auto body = statement::with_body(kind, [&](auto fresh) {
    FieldWords fields(*this, sentence, words);
    describe(fields, fresh);
    fields.finish();
    return codec::encode(fresh);
  });
  if (broken(words)) return;
  perform(party, opts.by, kind, in, body, opts, words.line());
}

/// "jpn discloses consent1 from jpn-phl [with one byte changed] as ev1"
void Player::disclose(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* act = named(words, "an act");
  words.need("from");
  const auto name = words.next("a book");
  const bool changed = words.take("with one byte changed");
  words.end();
  const auto from = shelf_.find(name);
  if (from == shelf_.end() || !from->second) words.fail("'" + name + "' is no other book");
  if (broken(words)) return;
  const auto& there = *from->second;
  const auto shown = there.has(party) ? party : there.parties().front();
  auto evidence = node::evidence_of(from->second->store(shown), act->id, from->second->book(shown).ceiling());
  if (!evidence) return came_of(words.line(), tl::unexpected(evidence.error()), "discloses");
  if (changed) (*evidence)[evidence->size() / 2] ^= 1;
  perform(party, "custodian", std::nullopt, statement::Disclose{std::move(*evidence), ""}, opts,
          words.line());
}

/// "jpn answers asked1 yes|no [until DATE] [on condition "..."] [for QUANTITY]"
void Player::answer_request(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* asked = named(words, "a request to hand on");
  if (words.fault()) return;
  const auto order = order_of(party, *asked);
  const kernel::TransferFact* found = nullptr;
  if (order)
    for (const auto& one : order->transfers)
      if (one.id == asked->id) found = &one;
  if (found == nullptr) return words.fail("nothing was asked under that name");
  auto body = node::answer_to(*order, *found);
  body.granted = words.take("yes");
  if (!body.granted) words.need("no");
  if (words.take("until")) body.until = words.date("a date");
  while (words.take("on condition")) body.conditions.push_back(words.next("a condition"));
  if (words.take("for")) body.quantity = words.decimal("a quantity", 6);
  words.end();
  if (broken(words)) return;
  order_act(party, *asked, body, opts, words.line());
}

/// "phl agrees to lock1" and "usa agrees to clearing in round1"
void Player::agree_to(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("to");
  const auto* target = named(words, "a lock or a clearing");
  words.end();
  if (broken(words)) return;
  const auto file = case_in(party, *target);
  if (file && file->round) {
    // A story may also agree to what no longer stands proposed.
    statement::AgreeClearing body{target->id, file->round->round.round, {}};
    if (file->round->clearing) body.cleared = node::agreement_to(*file->round).cleared;
    return perform(party, "approver", target->case_id, body, opts, words.line());
  }
  if (!file || !file->order) return words.fail("it is neither a lock nor a clearing");
  for (const auto& lock : file->order->locks)
    if (lock.id == target->id) return order_act(party, *target, node::agreement_to(lock), opts, words.line());
  words.fail("no lock under that name");
}

/// "jpn proposes-clearing in round1 [with a wrong potential|less than the best] as proposal1"
void Player::propose_clearing(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  words.need("in");
  const auto* target = named(words, "a round");
  const bool wrong = words.take("with a wrong potential");
  const bool less = words.take("with less than the best");
  words.end();
  if (broken(words)) return;
  const auto file = case_in(party, *target);
  if (!file || !file->round) return words.fail("it is no round");
  const auto solved = node::solve_round(*file->round);
  if (!solved) return words.fail(base::sentence(solved.error()));
  auto body = solved->body;
  if (wrong && !body.potentials.empty()) body.potentials.back() += 1'000'000;
  if (less)
    for (auto& one : body.cleared) --one.amount;
  perform(party, "approver", target->case_id, body, opts, words.line());
}

/// "jpn states account1 [with one balance more] [with what is open] [with ORDER line N open ... because
/// CAUSE]"
void Player::state_account(const PartyCode& party, Words& words, const Sentence&, const ActOptions& opts) {
  const auto* target = named(words, "an account");
  const bool more = words.take("with one balance more");
  if (broken(words)) return;
  const auto file = case_in(party, *target);
  if (!file || !file->account) return words.fail("it is no account");
  auto balances = file->account->balances;
  if (more) balances.push_back({"jpn:receivable:phl", "ZZZ", 1});
  statement::StateAccount body{kernel::hash_of(balances), static_cast<std::uint32_t>(balances.size()), {}};
  if (words.take("with what is open")) {
    const auto found = node::word_on_account(world_->store(party), target->id);
    if (!found) return came_of(words.line(), tl::unexpected(found.error()), "states");
    body.open = found->open;
  }
  while (words.take("with")) {
    statement::OpenItem item;
    if (const auto* in = named(words, "an order")) item.in = in->case_id;
    words.need("line");
    item.line = static_cast<std::uint32_t>(words.number("a line"));
    words.need("open");
    item.amount = words.number("an amount");
    item.commodity = words.next("a commodity");
    words.need("because");
    if (const auto word = words.next("a cause"); !words.fault() && !from_name(word, item.cause))
      words.fail("'" + word + "' is no cause");
    body.open.push_back(std::move(item));
  }
  words.end();
  if (broken(words)) return;
  perform(party, "biller", target->case_id, body, opts, words.line());
}

}  // namespace palitan::cli
