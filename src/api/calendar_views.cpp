#include "api/calendar_views.h"

#include <algorithm>
#include <cstdlib>

#include "api/access.h"
#include "api/case_files.h"
#include "api/routes.h"
#include "crypto/hmac.h"
#include "papers/calendar.h"
#include "papers/calendar_words.h"
#include "reports/calendar_rows.h"

namespace palitan::api {
namespace {
constexpr std::size_t kEntriesMax = 5'000;  ///< those nearest to today

using Rows = std::vector<std::pair<base::Id, reports::CalendarRow>>;  ///< with their book

void add(Rows& out, const base::Id& book, std::vector<reports::CalendarRow> rows) {
  for (auto& row : rows) out.emplace_back(book, std::move(row));
}

base::Result<void> add_book(App& app, const Record& record, base::Date today,
                            const reports::CalendarWords& words, Rows& out) {
  const auto& own = app.service.folder().file().party;
  node::NotYetAgreed pending;
  const auto taken =
      app.service.writer().ask(record.id, [&](node::Book& book) { pending = node::not_yet_agreed(book); });
  if (!taken) return taken;
  const auto asked = app.service.reporter(record.id)->ask([&](reports::Index& index) {
    index.set_pending(std::move(pending.acts), pending.files);
    add(out, record.id, reports::order_days(index, own, words));
  });
  if (!asked) return asked;
  const auto cases = case_files(app, record, {"visit", "grant", "instrument"});
  if (!cases) return tl::unexpected(cases.error());
  const auto files = cases->view();
  add(out, record.id, reports::visit_days(reports::visits_view(files, today), own, words));
  const auto grants = reports::grants_view(files, today);
  if (!grants) return tl::unexpected(grants.error());
  add(out, record.id, reports::grant_days(*grants, own, words));
  return {};
}

papers::CalendarEntry entry_of(const base::Id& book, const reports::CalendarRow& row,
                               const std::string& own) {
  const auto digits = [](const base::Id& id) { return base::to_hex(id.view()).substr(0, 16); };
  return {digits(book) + "-" + digits(row.in) + "-" + row.what + "@" + own + ".palitan",
          row.from,
          row.last,
          row.summary,
          "case " + base::to_hex(row.in.view()),
          row.category};
}
}  // namespace

std::string calendar_key(const App& app) {
  const auto key = crypto::hmac_sha256(base::view_of(app.service.token()), base::view_of("calendar"));
  return base::to_hex(key.view());
}

base::Result<net::Response> get_calendar(App& app, const Call& call) {
  const auto code = call.request.query("language").value_or("en");
  const auto language = papers::language_of(code);
  if (!language && code != "en")
    return base::refuse(base::Code::local_draft, "\"language\" is en, ja or fil");
  const auto words = papers::calendar_words(language);
  auto& writer = app.service.writer();
  const auto& own = app.service.folder().file().party;
  const auto today = base::Effective{writer.now(), 0}.legal_date();
  Rows rows;
  for (const auto& id : writer.partnerships())
    if (auto ok = add_book(app, {id, *writer.store(id)}, today, words, rows); !ok)
      return tl::unexpected(ok.error());
  const auto far = [today](const auto& row) { return std::abs(row.second.from.days - today.days); };
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return far(a) < far(b); });
  if (rows.size() > kEntriesMax) rows.resize(kEntriesMax);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second.from < b.second.from; });
  std::vector<papers::CalendarEntry> entries;
  for (const auto& [book, row] : rows) entries.push_back(entry_of(book, row, own));
  return text_response(papers::calendar_of(entries, "Palitan " + own, writer.now()),
                       "text/calendar; charset=utf-8");
}

}  // namespace palitan::api
