#include "node/reporter.h"

#include <set>

#include "kernel/case_words.h"

namespace palitan::node {
namespace {
using base::Code;

/// What may wait for the next question; more costs more to keep than to build anew.
constexpr std::size_t kNewsMax = std::size_t{32} << 20;

tl::unexpected<base::Refusal> unreadable() {
  return base::refuse(Code::local_damaged, "a case file cannot be read");
}

/// A case file's one field says what it is: most need not be read to know that they are no instrument's.
bool may_be_instrument(base::ByteView file) {
  codec::Decoder in(file);
  in.map();
  return in.unsigned_integer() == 1 || !in.ok();
}
}  // namespace

base::Result<reports::Index> build_index(const store::Store& store, const std::stop_token& stop) {
  reports::Index index;
  base::Result<void> good;
  const auto go_on = [&] {
    if (good && stop.stop_requested()) good = base::refuse(Code::local_stopped, "the node is stopping");
    return good.has_value();
  };
  const auto each_file =
      [&](bool (*wanted)(base::ByteView),
          const std::function<base::Result<void>(const base::Id&, const kernel::CaseFact&)>& put) {
        store.each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView bytes) {
          if (!wanted(bytes)) return go_on();
          const auto file = codec::decode<kernel::CaseFact>(bytes);
          good = file ? put(base::Id{key.id}, *file) : unreadable();
          return go_on();
        });
      };
  // Instruments first: an order's row is made under its instrument.
  each_file(may_be_instrument, [&](const base::Id& id, const kernel::CaseFact& file) -> base::Result<void> {
    if (file.instrument) PALITAN_CHECK(index.put_instrument(id, file.instrument->rules));
    return {};
  });
  if (!good) return tl::unexpected(good.error());
  each_file([](base::ByteView) { return true; },
            [&](const base::Id& id, const kernel::CaseFact& file) -> base::Result<void> {
              if (file.order) return index.put_order(id, *file.order);
              index.put_case(id, kernel::kind_of(file));
              return {};
            });
  if (!good) return tl::unexpected(good.error());
  std::uint64_t posted = 0;
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    if (ledger::is_beside_orders(row.posting.account.kind)) return true;
    // An order that came in since the files were read stays for the commit that brought it.
    if (index.order(row.case_id) == nullptr) return false;
    good = index.post(row.position, row.case_id, row.date, row.posting);
    posted = row.position + 1;
    return go_on();
  });
  if (!good) return tl::unexpected(good.error());
  index.set_posted(posted);
  return index;
}

NotYetAgreed not_yet_agreed(Book& book) {
  NotYetAgreed out;
  std::set<base::Id> cases;
  for (const auto& id : book.pending_order()) {
    const auto* pending = book.pending(id);
    const auto& act = *pending->act;
    const auto& c = act.content();
    reports::PendingAct row;
    row.id = id;
    row.case_id = act.case_of();
    row.kind = act.kind() ? std::string(statement::name(*act.kind())) : "kind " + std::to_string(c.kind);
    if (const auto seat = book.get<kernel::SeatFact>(kernel::seat_key(c.seat), true)) row.party = seat->party;
    row.date = c.effective().legal_date();
    row.verdict = pending->verdict.code;
    row.arrived = pending->arrived;
    out.acts.push_back(std::move(row));
    cases.insert(act.case_of());
    // An offset settles an invoice of another order too.
    if (act.kind() == statement::Kind::offset)
      if (const auto body = statement::read_body<statement::Offset>(c))
        if (const auto cited = book.get<kernel::StatementFact>(kernel::statement_key(body->against), true))
          cases.insert(cited->case_id);
  }
  for (const auto& id : cases)
    if (auto file = book.get<kernel::CaseFact>(kernel::case_key(id), true))
      out.files.emplace_back(id, std::move(*file));
  return out;
}

void Reporter::committed(const store::Commit& commit) {
  const std::lock_guard lock(news_mutex_);
  if (!listening_) return;
  Change change;
  for (const auto& [key, bytes] : commit.facts) {
    if (key.kind != kernel::FactKind::case_file) continue;
    change.files.emplace_back(base::Id{key.id}, bytes);
    news_bytes_ += bytes.size() + sizeof(base::Id);
  }
  change.postings = commit.postings;
  news_bytes_ += commit.postings.size() * (sizeof(store::PostingRow) + 2);
  if (!commit.appended.empty()) change.size = commit.appended.back().position + 1;
  if (change.files.empty() && change.postings.empty() && change.size == 0) return;
  news_.push_back(std::move(change));
  if (news_bytes_ <= kNewsMax) return;
  listening_ = false;
  news_.clear();
  news_bytes_ = 0;
}

base::Result<bool> Reporter::take(const Change& change) {
  std::vector<std::pair<base::Id, kernel::CaseFact>> files;
  for (const auto& [id, bytes] : change.files) {
    auto file = codec::decode<kernel::CaseFact>(bytes);
    if (!file) return unreadable();
    files.emplace_back(id, std::move(*file));
  }
  for (const auto& [id, file] : files)
    if (file.instrument && !index_->put_instrument(id, file.instrument->rules)) return false;
  for (const auto& [id, file] : files) {
    if (!file.order) index_->put_case(id, kernel::kind_of(file));
    if (file.order)
      if (auto ok = index_->put_order(id, *file.order); !ok) return tl::unexpected(ok.error());
  }
  for (const auto& row : change.postings)
    if (auto ok = index_->post(row.position, row.case_id, row.date, row.posting); !ok)
      return tl::unexpected(ok.error());
  index_->set_posted(change.size);
  return true;
}

std::optional<std::vector<Reporter::Change>> Reporter::take_news() {
  const std::lock_guard lock(news_mutex_);
  // From here on every commit is heard, also while the index is built.
  const bool listened = std::exchange(listening_, true);
  news_bytes_ = 0;
  auto news = std::exchange(news_, {});
  return listened ? std::optional(std::move(news)) : std::nullopt;
}

base::Result<void> Reporter::catch_up(const std::stop_token& stop) {
  for (;;) {
    const auto news = take_news();
    if (!news) index_.reset();
    bool current = index_.has_value();
    for (std::size_t i = 0; current && i < news->size(); ++i) {
      const auto taken = take((*news)[i]);
      if (!taken) return tl::unexpected(taken.error());
      current = *taken;
    }
    if (current) return {};
    auto built = build_index(store_, stop);
    if (!built) return tl::unexpected(built.error());
    // What was committed while it was built came half: once more, with the news.
    index_ = std::move(*built);
  }
}

base::Result<void> Reporter::ask(const std::function<void(reports::Index&)>& look,
                                 const std::stop_token& stop) {
  const std::lock_guard lock(mutex_);
  if (auto ok = catch_up(stop); !ok) {
    index_.reset();
    return ok;
  }
  index_->set_pending({}, {});
  look(*index_);
  return {};
}

}  // namespace palitan::node
