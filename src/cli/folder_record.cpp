#include "cli/folder_record.h"

#include <algorithm>
#include <set>

#include "cli/order_draft.h"
#include "cli/partnership_name.h"

namespace palitan::cli {
namespace {
std::string hex(base::ByteView bytes) { return base::to_hex(bytes); }

/// Who is in each record; a record alone is not opened for it.
base::Result<std::vector<NamedPartnership>> named(const node::Folder& folder,
                                                  const std::vector<base::Id>& records) {
  std::vector<NamedPartnership> out;
  for (const auto& id : records) {
    NamedPartnership one{id, {}};
    if (records.size() > 1) {
      const auto store = folder.open_record(id, true);
      if (!store) return tl::unexpected(store.error());
      if (const auto bytes = (*store)->fact(kernel::partnership_key()))
        if (const auto said = codec::decode<kernel::PartnershipFact>(*bytes))
          for (const auto& party : said->parties) one.parties.push_back(party.code);
    }
    out.push_back(std::move(one));
  }
  return out;
}
}  // namespace

Done<std::unique_ptr<FolderRecord>> FolderRecord::open(const node::Folder& folder,
                                                       std::string_view partnership, base::Instant now) {
  auto lock = folder.lock();
  if (!lock) return trouble(lock.error());
  const auto records = folder.records();
  if (records.empty())
    return trouble(kRefused,
                   fmt::format("No partnership is founded in {}. Found one: palitan partnership found, sign, "
                               "finish.",
                               folder.dir().string()));
  const auto known = named(folder, records);
  if (!known) return trouble(known.error());
  const auto id = pick_partnership(partnership, *known);
  if (!id) return tl::unexpected(id.error());
  auto store = folder.open_record(*id, true);
  if (!store) return trouble(store.error());
  std::unique_ptr<FolderRecord> out(new FolderRecord(std::move(*lock), std::move(*store)));
  out->dir_ = folder.dir().string();
  out->now_ = now;
  out->attachments_ = std::make_unique<node::Attachments>(folder.attachments_path());
  for (const auto& seat : folder.seats()) out->keys_.insert(seat);
  node::BookOptions options;
  options.party = folder.file().party;
  options.ceiling = folder.file().ceiling;
  auto book = node::Book::open(*out->store_, options, now);
  if (!book) return trouble(book.error());
  out->book_ = std::move(*book);
  return out;
}

Done<Status> FolderRecord::status() {
  Status out;
  const auto& head = book_->head();
  out.party = book_->party();
  out.partnership = book_->partnership();
  if (const auto fact = book_->get<kernel::PartnershipFact>(kernel::partnership_key(), false))
    for (const auto& party : fact->parties) out.parties.push_back(party.code);
  out.height = head.height;
  out.log_size = book_->log_size();
  out.root = hex(head.root.view());
  out.results = hex(head.results.view());
  out.accord_time = to_text(head.time);
  if (const auto row = store_->last_accord())
    if (const auto paper = codec::decode<sync::AccordPaper>(row->bytes))
      if (const auto note = merkle::parse_note(paper->note))
        for (const auto& signature : note->signatures) out.cosigned_by.push_back(signature.name);
  out.pending = book_->pending_order().size();
  out.held = book_->held_count();
  if (const auto stall = book_->stall(now_); stall.waiting) {
    out.waiting_for = stall.waiting_for;
    out.waiting_since = to_text(stall.since);
  }
  out.misconduct = book_->misconduct();
  out.rolled_back = book_->rolled_back();
  return out;
}

ActRow FolderRecord::act_row(const base::Id& id) {
  ActRow out;
  out.id = hex(id.view());
  const auto row = store_->statement(id);
  if (!row) return out;
  const auto act = statement::decode_statement(row->bytes);
  if (!act) return out;
  const auto& c = act->content();
  out.kind = act->kind() ? std::string(name(*act->kind())) : fmt::format("kind {}", c.kind);
  out.date = to_text(c.effective().legal_date());
  if (const auto seat = book_->get<kernel::SeatFact>(kernel::seat_key(c.seat), true)) {
    out.party = seat->party;
    out.office = seat->office;
  }
  if (row->entry) {
    out.agreed = true;
    const auto code = base::code_from_number(row->entry->code);
    out.code = code ? std::string(name(*code)) : std::to_string(row->entry->code);
    out.clause = row->entry->clause;
  } else if (const auto* pending = book_->pending(id)) {
    out.code = name(pending->verdict.code);
    out.clause = pending->verdict.clause;
  } else {
    out.code = "held";
  }
  return out;
}

Done<std::vector<LogRow>> FolderRecord::log(std::uint64_t from, std::uint64_t count) {
  std::vector<LogRow> out;
  const auto case_of = [&](const base::Id& id) -> std::string {
    const auto row = store_->statement(id);
    const auto act = row ? statement::decode_statement(row->bytes)
                         : base::Result<statement::Statement>(base::refuse(base::Code::local_not_found));
    return act ? hex(act->case_of().view()) : std::string();
  };
  for (const auto& entry : store_->log(from, count))
    out.push_back({entry.position, entry.height, case_of(entry.id), act_row(entry.id)});
  if (from + count >= store_->log_size())
    for (const auto& id : book_->pending_order())
      out.push_back({kPendingPosition, 0, case_of(id), act_row(id)});
  return out;
}

Done<std::vector<BalanceRow>> FolderRecord::balances(std::optional<base::Date> as_of, bool provisional) {
  ledger::Position position;
  if (as_of) {
    store_->each_posting(as_of, [&](const store::PostingRow& row) {
      return position.add(row.posting.account, row.posting.commodity, row.posting.amount);
    });
  } else {
    position = book_->balances(provisional);
  }
  return rows_of(position);
}

Done<std::vector<CaseRow>> FolderRecord::cases() {
  std::set<base::Id> ids;
  store_->each_fact(kernel::FactKind::case_file, [&](const kernel::FactKey& key, base::ByteView) {
    ids.insert(base::Id{key.id});
    return true;
  });
  for (const auto& id : book_->pending_order())
    if (book_->get<kernel::CaseFact>(kernel::case_key(id), true)) ids.insert(id);
  std::vector<CaseRow> out;
  for (const auto& id : ids)
    if (const auto file = book_->get<kernel::CaseFact>(kernel::case_key(id), true))
      out.push_back(case_row(id, *file));
  return out;
}

Done<CaseView> FolderRecord::case_file(const base::Id& id) {
  auto file = book_->get<kernel::CaseFact>(kernel::case_key(id), true);
  if (!file) return trouble(kRefused, fmt::format("There is no case {} here.", short_hex(id)));
  CaseView out{id, std::move(*file), {}};
  for (const auto& act : store_->of_case(id)) out.acts.push_back(act_row(act));
  return out;
}

Done<std::vector<SeatRow>> FolderRecord::seats() {
  std::set<base::KeyId> ids;
  store_->each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& key, base::ByteView) {
    base::KeyId id;
    std::copy_n(key.id.begin(), id.raw.size(), id.raw.begin());
    ids.insert(id);
    return true;
  });
  for (const auto& id : book_->pending_order()) {
    const auto* pending = book_->pending(id);
    if (pending == nullptr || pending->act->kind() != statement::Kind::appoint) continue;
    if (const auto body = statement::read_body<statement::Appoint>(pending->act->content()))
      ids.insert(crypto::key_id(body->key));
  }
  std::vector<SeatRow> out;
  for (const auto& id : ids)
    if (auto fact = book_->get<kernel::SeatFact>(kernel::seat_key(id), true))
      out.push_back({id, std::move(*fact), keys_.contains(id) ? "locked" : "no"});
  return out;
}

Done<std::vector<AttachmentRow>> FolderRecord::attachments() {
  std::vector<AttachmentRow> out;
  node::AttachmentNames(*store_).each([&](const node::NamedAttachment& named) {
    const auto seat = book_->get<kernel::SeatFact>(kernel::seat_key(named.seat), true);
    out.push_back({named.what, named.act, seat ? seat->party : statement::PartyCode{},
                   attachments_->has(named.what.hash), named.erased});
    return true;
  });
  return out;
}

Done<base::Bytes> FolderRecord::attachment(const base::Hash& hash) {
  auto bytes = attachments_->get(hash);
  if (!bytes) return trouble(bytes.error());
  return std::move(*bytes);
}

}  // namespace palitan::cli
