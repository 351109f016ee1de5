#include "api/readiness.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/sqlite.h"

namespace palitan::api {
namespace {

using node::Finding;
using node::Standing;
using namespace std::chrono_literals;

constexpr auto kStuck = 10s;
constexpr auto kPatience = 2s;

Finding writer_finding(node::Writer& writer) {
  Finding out{"writer", Standing::ok, "it signs and takes in", {}};
  const auto figures = writer.figures();
  if (const auto why = writer.halted()) {
    out.standing = Standing::wrong;
    out.says = "it has halted: " + *why;
    out.to_do = "Look at the disk and its cables, then start the node again (docs/operating/power-cuts.md).";
  } else if (figures.at_work > kStuck) {
    out.standing = Standing::wrong;
    out.says = fmt::format("it has been at one group of acts for {} seconds",
                           std::chrono::duration_cast<std::chrono::seconds>(figures.at_work).count());
    out.to_do =
        "Look at the disk: a write that does not return holds up everything. If it stays, start anew.";
  } else if (figures.queue >= figures.queue_max) {
    out.standing = Standing::look;
    out.says = "more waits than it takes; what comes is refused local_busy";
    out.to_do = "Look who asks so much.";
  }
  return out;
}

Finding disk_finding(App& app) {
  auto out = node::check_room(app.service.folder().dir());
  if (app.service.writer().figures().disk_full) {
    out.standing = Standing::wrong;
    out.says += "; the last act was refused because the disk is full";
    out.to_do = "Make room on that disk: acts are refused until there is some.";
  }
  return out;
}

/// Files that are open go on being written when somebody removes them: only a look at the names shows it.
Finding record_finding(App& app) {
  const auto& folder = app.service.folder();
  auto out = node::check_writable(folder.dir() / "record");
  out.check = "record";
  const auto books = app.service.writer().partnerships();
  const auto there = folder.records();
  const auto gone = std::ranges::count_if(
      books, [&](const base::Id& id) { return !std::ranges::binary_search(there, id); });
  if (out.standing == Standing::ok) out.says = fmt::format("{} records are open and writable", books.size());
  if (gone > 0) {
    out.standing = Standing::wrong;
    out.says = fmt::format("{} of {} files of records are gone from the folder", gone, books.size());
    out.to_do = "Do not stop the node: take a backup now (palitan backup), then find who removed them.";
  }
  return out;
}

Finding clock_finding(App& app) {
  std::optional<base::Instant> agreed;
  try {
    for (const auto& id : app.service.writer().partnerships())
      if (const auto last = app.service.writer().store(id)->last_accord())
        agreed = std::max(agreed.value_or(base::Instant{}), base::Instant{last->time_ms});
  } catch (const store::ReadFault& fault) {
    return {"clock", Standing::wrong, std::string("a record cannot be read: ") + fault.what(),
            "Look at the disk; docs/operating/power-cuts.md says what a damaged record needs."};
  }
  return node::check_clock(app.service.writer().now(), agreed);
}

struct Barred {
  bool forgot = false;
  bool misconduct = false;
};

Finding keys_finding(App& app) {
  Finding out{"keys", Standing::ok, "they may sign", {}};
  auto& writer = app.service.writer();
  std::size_t forgot = 0;
  std::size_t stopped = 0;
  const auto books = writer.partnerships();
  for (const auto& id : books) {
    if (writer.halted()) break;  // that says it all
    const auto seen = look_within<Barred>(writer, id, kPatience, [](node::Book& book) {
      return Barred{book.rolled_back().has_value(), book.misconduct().has_value()};
    });
    if (!seen)
      return {"keys", Standing::wrong, "the writer does not answer", "Look at the check of the writer."};
    forgot += seen->forgot ? 1U : 0U;
    stopped += seen->misconduct ? 1U : 0U;
  }
  if (stopped > 0) {
    out.standing = Standing::look;
    out.says = fmt::format("accords have stopped in {} of {} books over a misdeed", stopped, books.size());
    out.to_do = "docs/operating/misdeeds.md says what the roots decide; acts go on, pending.";
  }
  if (forgot > 0) {
    out.standing = Standing::wrong;
    out.says = fmt::format("this node forgot what its keys signed in {} of {} books", forgot, books.size());
    out.to_do = "Name new keys, as docs/operating/backup.md says of a restored node.";
  }
  return out;
}

}  // namespace

std::vector<Finding> readiness(App& app) {
  return {writer_finding(app.service.writer()), disk_finding(app), record_finding(app), clock_finding(app),
          keys_finding(app)};
}

bool is_ready(const std::vector<Finding>& findings) {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& one) { return one.standing == Standing::wrong; });
}

}  // namespace palitan::api
