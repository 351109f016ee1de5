#include "api/case_files.h"

#include <algorithm>

#include "kernel/case_words.h"

namespace palitan::api {
namespace {
using base::Code;

tl::unexpected<base::Refusal> unreadable() {
  return base::refuse(Code::local_damaged, "a case file cannot be read");
}
}  // namespace

base::Result<std::map<base::Id, kernel::CaseFact>> pending_files(App& app, const Record& record) {
  std::map<base::Id, kernel::CaseFact> out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (auto& [id, file] : node::not_yet_agreed(book).files) out.insert_or_assign(id, std::move(file));
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

base::Result<CaseFiles> case_files(App& app, const Record& record,
                                   std::initializer_list<std::string_view> kinds) {
  // Pending first: what is agreed meanwhile is then found twice rather than never.
  auto pending = pending_files(app, record);
  if (!pending) return tl::unexpected(pending.error());
  std::vector<base::Id> ids;
  const auto asked =
      app.service.reporter(record.id)->ask([&](reports::Index& index) { ids = index.cases_of(kinds); });
  if (!asked) return tl::unexpected(asked.error());
  CaseFiles out;
  for (const auto& id : ids) {
    if (pending->contains(id)) continue;
    auto file = agreed<kernel::CaseFact>(record.store, kernel::case_key(id));
    if (!file) return unreadable();
    out.files.emplace(id, std::move(*file));
  }
  for (auto& [id, file] : *pending)
    if (std::find(kinds.begin(), kinds.end(), kernel::kind_of(file)) != kinds.end())
      out.files.emplace(id, std::move(file));
  return out;
}

base::Result<kernel::CaseFact> case_file(App& app, const Record& record, const base::Id& id) {
  std::optional<kernel::CaseFact> out;
  const auto asked = app.service.writer().ask(
      record.id, [&](node::Book& book) { out = book.get<kernel::CaseFact>(kernel::case_key(id), true); });
  if (!asked) return tl::unexpected(asked.error());
  if (!out) return base::refuse(Code::local_not_found, "no case " + base::to_hex(id.view()));
  return std::move(*out);
}

base::Result<base::Date> day_of(App& app, const Call& call) {
  const auto text = call.request.query("on");
  if (!text || text->empty()) return base::Effective{app.service.writer().now(), 0}.legal_date();
  const auto day = base::parse_date(*text);
  if (!day) return base::refuse(Code::local_draft, "\"on\" is not a date like 2026-11-23");
  return *day;
}

base::Result<std::set<base::Id>> opened_by_pending(App& app, const Record& record) {
  std::set<base::Id> out;
  const auto asked = app.service.writer().ask(record.id, [&](node::Book& book) {
    for (const auto& id : book.pending_order())
      if (!book.pending(id)->act->content().case_id) out.insert(id);
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

}  // namespace palitan::api
