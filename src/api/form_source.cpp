#include "api/form_source.h"

namespace palitan::api {

base::Result<FormSource> FormSource::open(App& app, const Record& record) {
  FormSource out(app, record);
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    out.head_ = book.head();
    out.log_size_ = book.log_size();
    out.balances_ = book.balances(false);
    for (const auto& id : book.pending_order()) {
      const auto* pending = book.pending(id);
      out.pending_[id] = pending->verdict.code;
      // Whoever signed may be pending too.
      const auto seat = kernel::seat_key(pending->act->content().seat);
      out.facts_[seat] = book.fact(seat, true);
    }
    for (auto& [id, file] : node::not_yet_agreed(book).files)
      out.facts_[kernel::case_key(id)] = std::make_shared<const kernel::Fact>(std::move(file));
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

kernel::FactPtr FormSource::fact(const kernel::FactKey& key) const {
  if (const auto known = facts_.find(key); known != facts_.end()) return known->second;
  const auto bytes = record_->store.fact(key);
  auto read = bytes ? kernel::decode_fact(key.kind, *bytes) : base::Result<kernel::FactPtr>();
  return facts_[key] = read ? std::move(*read) : nullptr;
}

const kernel::CaseFact* FormSource::file(const base::Id& id) const {
  const auto found = fact(kernel::case_key(id));
  return found ? kernel::fact_as<kernel::CaseFact>(found.get()) : nullptr;  // facts_ keeps it alive
}

std::optional<papers::RecordAct> FormSource::act(const base::Id& id) const {
  auto row = record_->store.statement(id);
  if (!row) return std::nullopt;
  papers::RecordAct out{std::move(row->bytes), row->entry.has_value(), base::Code::accepted};
  if (row->entry)
    out.code = base::code_from_number(row->entry->code).value_or(base::Code::accepted);
  else if (const auto pending = pending_.find(id); pending != pending_.end())
    out.code = pending->second;
  return out;
}

papers::RecordReader FormSource::reader() const {
  papers::RecordReader out;
  out.partnership = record_->id;
  out.party = app_->service.folder().file().party;
  if (log_size_ > 0) out.point = papers::PaperCode::Point{head_.height, head_.root};
  out.fact = [this](const kernel::FactKey& key) { return fact(key); };
  out.act = [this](const base::Id& id) { return act(id); };
  out.acts_of = [this](const base::Id& id) { return record_->store.of_case(id); };
  return out;
}

}  // namespace palitan::api
