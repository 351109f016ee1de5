#include "cli/paper_reader.h"

#include "cli/desk.h"
#include "cli/folder_record.h"

namespace palitan::cli {

Done<std::unique_ptr<PaperReader>> PaperReader::open(Record& record) {
  auto status = record.status();
  if (!status) return tl::unexpected(status.error());
  std::unique_ptr<PaperReader> out(new PaperReader(record));
  out->status_ = std::move(*status);
  return out;
}

const CaseView* PaperReader::view(const base::Id& id) {
  if (const auto known = views_.find(id); known != views_.end()) return &known->second;
  auto read = record_.case_file(id);
  if (!read) {
    if (read.error().exit == kFailed) fault_ = read.error();
    return nullptr;
  }
  for (const auto& act : read->acts) standing_[act.id] = act;
  return &views_.emplace(id, std::move(*read)).first->second;
}

const kernel::SeatFact* PaperReader::seat(const base::KeyId& id) {
  if (!seats_) {
    seats_.emplace();
    auto read = record_.seats();
    if (!read) fault_ = read.error();
    for (auto& row : read ? *read : std::vector<SeatRow>{}) seats_->emplace(row.seat, std::move(row.fact));
  }
  const auto at = seats_->find(id);
  return at == seats_->end() ? nullptr : &at->second;
}

std::optional<base::Bytes> PaperReader::bytes(const base::Id& id) {
  if (const auto* folder = dynamic_cast<FolderRecord*>(&record_)) {
    auto row = folder->store().statement(id);
    return row ? std::optional(std::move(row->bytes)) : std::nullopt;
  }
  auto* desk = dynamic_cast<Desk*>(&record_);
  auto read = desk != nullptr ? desk->act_bytes(base::to_hex(id.view()))
                              : Done<base::Bytes>(trouble(kFailed, "That record keeps no bytes."));
  if (!read) {
    if (read.error().exit == kFailed) fault_ = read.error();
    return std::nullopt;
  }
  return std::move(*read);
}

std::optional<std::string> PaperReader::note(std::uint64_t height) {
  if (height > status_.height) return std::nullopt;
  if (const auto* folder = dynamic_cast<FolderRecord*>(&record_)) {
    const auto row = folder->store().accord(height);
    auto paper = row ? codec::decode<sync::AccordPaper>(row->bytes)
                     : base::Result<sync::AccordPaper>(base::refuse(base::Code::local_not_found));
    return paper ? std::optional(std::move(paper->note)) : std::nullopt;
  }
  auto* desk = dynamic_cast<Desk*>(&record_);
  auto read = desk != nullptr ? desk->checkpoint(height)
                              : Done<std::string>(trouble(kFailed, "That record keeps no checkpoints."));
  if (!read) fault_ = read.error();
  return read ? std::optional(std::move(*read)) : std::nullopt;
}

const std::vector<LogRow>& PaperReader::rows() {
  if (!rows_) {
    rows_.emplace();
    auto read = record_.log(0, std::uint64_t{1} << 40);
    if (read)
      rows_ = std::move(*read);
    else
      fault_ = read.error();
  }
  return *rows_;
}

papers::RecordReader PaperReader::reader() {
  papers::RecordReader out;
  out.partnership = status_.partnership;
  out.party = status_.party;
  if (const auto root = base::fixed_from_hex<base::Hash>(status_.root))
    out.point = papers::PaperCode::Point{status_.height, *root};
  out.fact = [this](const kernel::FactKey& key) -> kernel::FactPtr {
    if (key.kind == kernel::FactKind::case_file) {
      const auto* read = view(base::Id{key.id});
      return read != nullptr ? std::make_shared<const kernel::Fact>(read->file) : nullptr;
    }
    if (key.kind != kernel::FactKind::seat) return nullptr;
    base::KeyId id;
    std::copy_n(key.id.begin(), id.raw.size(), id.raw.begin());
    const auto* fact = seat(id);
    return fact != nullptr ? std::make_shared<const kernel::Fact>(*fact) : nullptr;
  };
  out.act = [this](const base::Id& id) -> std::optional<papers::RecordAct> {
    auto read = bytes(id);
    if (!read) return std::nullopt;
    papers::RecordAct act{std::move(*read), id == status_.partnership, base::Code::accepted};
    if (const auto at = standing_.find(base::to_hex(id.view())); at != standing_.end()) {
      act.agreed = at->second.agreed;
      act.code = base::code_from_name(at->second.code).value_or(base::Code::accepted);
    }
    return act;
  };
  out.acts_of = [this](const base::Id& id) {
    std::vector<base::Id> ids;
    if (const auto* read = view(id))
      for (const auto& act : read->acts)
        if (const auto one = base::fixed_from_hex<base::Id>(act.id)) ids.push_back(*one);
    return ids;
  };
  return out;
}

papers::PaperSource PaperReader::source() {
  papers::PaperSource out;
  out.partnership = status_.partnership;
  using Place = papers::PaperSource::Place;
  out.place = [this](const base::Id& id) -> std::optional<std::optional<Place>> {
    if (const auto* folder = dynamic_cast<FolderRecord*>(&record_)) {
      const auto row = folder->store().statement(id);
      if (!row) return std::nullopt;
      if (!row->entry) return std::optional<Place>{};
      return std::optional(Place{row->entry->position, row->entry->height});
    }
    const auto hex = base::to_hex(id.view());
    for (const auto& row : rows()) {
      if (row.act.id != hex) continue;
      if (row.position == kPendingPosition) return std::optional<Place>{};
      return std::optional(Place{row.position, row.height});
    }
    return std::nullopt;
  };
  out.note = [this](std::uint64_t height) { return note(height); };
  out.log = [this](std::uint64_t count) {
    std::vector<base::Id> ids;
    if (const auto* folder = dynamic_cast<FolderRecord*>(&record_)) {
      for (const auto& entry : folder->store().log(0, count)) ids.push_back(entry.id);
      return ids;
    }
    for (const auto& row : rows())
      if (row.position < count)
        if (const auto id = base::fixed_from_hex<base::Id>(row.act.id)) ids.push_back(*id);
    return ids;
  };
  return out;
}

base::Instant PaperReader::agreed_at() const {
  const auto when = base::parse_effective(status_.accord_time);
  return when ? when->at : base::Instant{};
}

Done<std::vector<base::Id>> PaperReader::orders() {
  const auto cases = record_.cases();
  if (!cases) return tl::unexpected(cases.error());
  std::vector<base::Id> out;
  for (const auto& row : *cases)
    if (row.kind == "order") out.push_back(row.id);
  return out;
}

}  // namespace palitan::cli
