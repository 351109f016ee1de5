#include "node/account_word.h"

#include "kernel/accord.h"
#include "kernel/account.h"
#include "kernel/batch.h"
#include "node/log_ahead.h"
#include "reports/account_open.h"
#include "sync/messages.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::Kind;

base::Result<void> damaged(const char* what) { return base::refuse(Code::local_damaged, what); }

/// The agreed record, judged again from its founding up to one act, that act included.
class Replay {
 public:
  explicit Replay(const store::Store& store) : store_(store), log_(store, 0, store.log_size()) {
    facts_.put(kernel::partnership_key(), read_(kernel::partnership_key()));
  }

  base::Result<void> up_to(const base::Id& last, std::uint64_t height) {
    for (std::uint64_t at = 0; at <= height; ++at)
      if (auto ok = accord(at, last); !ok) return ok;
    return {};
  }
  const kernel::CaseFact* case_of(const base::Id& id) const {
    const auto fact = facts_.find(kernel::case_key(id));
    return fact == nullptr ? nullptr : kernel::fact_as<kernel::CaseFact>(fact.get());
  }
  reports::OpenRecord open_record() const {
    auto out = open_;
    for (const auto& [key, fact] : facts_.layer())
      if (const auto* file = kernel::fact_as<kernel::CaseFact>(fact.get()))
        out.cases.push_back({base::Id{key.id}, file});
    return out;
  }

 private:
  base::Result<kernel::Context> context_of(const store::AccordRow& row) {
    const auto paper = codec::decode<sync::AccordPaper>(row.bytes);
    const auto note =
        paper ? merkle::parse_note(paper->note) : base::refuse(Code::local_damaged, "an accord");
    const auto point = note ? kernel::parse_checkpoint_body(partnership_, note->text)
                            : base::refuse(Code::local_damaged, "a checkpoint");
    if (!point) return tl::unexpected(damaged("an accord cannot be read").error());
    return kernel::Context{point->time, point->height, point->rules};
  }
  base::Result<void> accord(std::uint64_t height, const base::Id& last) {
    const auto row = store_.accord(height);
    if (!row) return damaged("an accord is missing");
    const auto acts = log_.next(row->size - position_);
    if (!acts) return tl::unexpected(acts.error());
    if (height == 0 && !acts->empty()) partnership_ = acts->front()->id();
    position_ = row->size;
    const auto context = context_of(*row);
    if (!context) return tl::unexpected(context.error());
    auto forks = kernel::forks_in(*acts, facts_, read_);
    for (const auto& act : *acts) {
      const auto fork = forks.find(act->content().seat);
      if (fork != forks.end() && kernel::mark_fork(fork->first, fork->second, facts_, read_) != nullptr)
        forks.erase(fork);
      const auto effects = kernel::step(act, facts_, *context, read_);
      if (effects.verdict.code == Code::accepted) keep(*act);
      if (act->id() == last) return {};
    }
    return {};
  }
  /// What case files do not keep.
  void keep(const statement::Statement& act) {
    if (act.kind() == Kind::query) {
      if (const auto body = statement::read_body<statement::Query>(act.content()))
        open_.queries[act.id()] = body->reason;
    } else if (act.kind() == Kind::respond) {
      if (const auto body = statement::read_body<statement::Respond>(act.content()))
        open_.responses[body->invoice] = body->reasons;
    }
  }

  const store::Store& store_;
  LogAhead log_;
  base::Id partnership_;
  std::uint64_t position_ = 0;
  kernel::Facts facts_;
  kernel::Read read_ = [absent = std::make_shared<const kernel::Fact>()](const kernel::FactKey&) {
    return absent;
  };
  reports::OpenRecord open_;
};
}  // namespace

base::Result<statement::StateAccount> word_on_account(const store::Store& store, const base::Id& account) {
  const auto row = store.statement(account);
  if (!row || !row->entry)
    return base::refuse(Code::local_not_found, "the cut is not agreed yet, so its balances may still move");
  Replay record(store);
  if (auto ok = record.up_to(account, row->entry->height); !ok) return tl::unexpected(ok.error());
  const auto* file = record.case_of(account);
  if (file == nullptr || !file->account) return base::refuse(Code::refused_cited, "that act cuts no account");
  const auto& balances = file->account->balances;
  const auto& cut = file->account->cut;
  return statement::StateAccount{kernel::hash_of(balances), static_cast<std::uint32_t>(balances.size()),
                                 reports::open_items(record.open_record(), cut.first, cut.second)};
}

}  // namespace palitan::node
