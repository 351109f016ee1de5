#include "cli/doctor.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/desk.h"
#include "cli/folder_record.h"
#include "cli/own_law.h"
#include "node/folder_checkup.h"
#include "store/sqlite.h"

namespace palitan::cli {
namespace {

using base::Code;
using node::Finding;
using node::Standing;

/// Who holds the folder.
struct Holder {
  bool held = false;
  std::optional<Serving> serving;  ///< the node that does, where it says where it answers
};

Finding unknown(std::string check, std::string says, std::string to_do = {}) {
  return {std::move(check), Standing::unknown, std::move(says), std::move(to_do)};
}
Finding wrong(std::string check, const base::Refusal& why) {
  return {std::move(check), Standing::wrong,
          std::string(base::name(why.code)) + (why.detail.empty() ? "" : ": " + why.detail),
          std::string(base::advice(why.code))};
}

class Examiner {
 public:
  Examiner(const node::Folder& folder, std::optional<std::string_view> passphrase, base::Instant now)
      : folder_(folder), passphrase_(passphrase), now_(now) {}

  Examination run() {
    holder_ = holder();
    out_.place = holder_.serving ? holder_.serving->url() : holder_.held ? "another program" : "";
    look_at_folder();
    for (const auto& id : folder_.records()) look_at(id);
    if (folder_.records().empty())
      add({"books", Standing::look, "none is founded here", "palitan partnership found, sign, finish."});
    add(opened());
    return std::move(out_);
  }

 private:
  void add(Finding finding, std::string book = {}) {
    out_.looks.push_back({std::move(book), std::move(finding)});
  }

  Holder holder() const {
    const auto lock = folder_.lock();
    if (lock || lock.error().code != Code::local_folder_in_use) return {};
    return {true, read_serving(folder_)};
  }

  Finding holder_finding() const {
    Finding out{"served", Standing::ok, {}, {}};
    if (holder_.serving) {
      out.says = "at " + holder_.serving->url();
    } else if (holder_.held) {
      out.standing = Standing::look;
      out.says = "another program holds the folder, and no node says that it serves it";
      out.to_do = "A node that is starting, or a command that reads: look again. If it stays: fuser -v " +
                  (folder_.dir() / "lock").string();
    } else if (read_serving(folder_)) {
      out.standing = Standing::look;
      out.says = "nobody serves it, and the node that did was not stopped but killed";
      out.to_do = "Start it; nothing acknowledged is lost. Find out who killed it (journalctl, dmesg).";
    } else {
      out.says = "nobody serves it now";
    }
    return out;
  }

  void look_at_folder() {
    add(holder_finding());
    add(node::check_permissions(folder_));
    add(node::check_room(folder_.dir()));
    add(node::check_writable(folder_.dir() / "record"));
    add(node::check_keys(folder_));
    add(node::check_roots(folder_));
    if (const auto party = folder_.read_party(); !party) add(wrong("party", party.error()));
    if (const auto law = read_own_law(folder_); !law)
      add({"law", Standing::wrong, law.error().says,
           "The node does not start with it: palitan node law FILE."});
    add(node::check_certificate(folder_, now_));
    add(node::check_backup_age(folder_, now_));
  }

  /// "jpn-phl 3f2a91c07b44".
  static std::string label_of(Record& record, const std::string& digits) {
    std::string out;
    if (const auto status = record.status())
      for (const auto& party : status->parties) out += (out.empty() ? "" : "-") + party;
    return out.empty() ? digits : out + " " + digits;
  }

  void look_at(const base::Id& id) {
    const auto name = base::to_hex(id.view());
    const auto label = name.substr(0, 12);
    try {
      if (holder_.held)
        look_at_served(name, label);
      else
        look_at_file(id, name, label);
    } catch (const store::ReadFault& fault) {
      add({"store", Standing::wrong, std::string("it cannot be read: ") + fault.what(),
           std::string(base::advice(Code::local_damaged))},
          label);
    }
  }

  void look_at_file(const base::Id& id, const std::string& name, std::string label) {
    {
      const auto lock = folder_.lock();  // nobody starts to serve it meanwhile
      if (!lock) return add(unknown("store", base::sentence(lock.error())), label);
      const auto store = store::open_sqlite(folder_.record_path(id), {.read_only = true, .check = true});
      if (!store) return add(wrong("store", store.error()), label);
    }
    const auto record = FolderRecord::open(folder_, name, now_);
    if (!record)
      return add({"book", Standing::wrong, record.error().says, "See the sentence before."}, label);
    label = label_of(**record, label);
    add({"store", Standing::ok, "opens, every page looked at, of this program's version", {}}, label);
    const auto fact = (*record)->book().get<kernel::PartnershipFact>(kernel::partnership_key(), true);
    if (const auto* own = fact ? fact->party(folder_.file().party) : nullptr) own_.push_back(*own);
    for (auto& one : look_at_book(**record, now_)) add(std::move(one), label);
    add(addresses(**record), label);
    add(unknown("links", "who is in reach is known while the node serves"), label);
  }

  void look_at_served(const std::string& name, std::string label) {
    if (!holder_.serving) return add(unknown("book", "whoever holds the folder is not asked"), label);
    auto desk = Desk::open(folder_, *holder_.serving, name);
    if (!desk)
      return add(
          {"node", Standing::wrong, desk.error().says, "If it stays so, stop the node and look again."},
          label);
    ask_the_node(**desk);
    label = label_of(**desk, label);
    add(unknown("store", "not read page by page while the node serves",
                "A backup is: palitan backup --to DIR, then palitan restore --from DIR --verify."),
        label);
    for (auto& one : look_at_book(**desk, now_)) add(std::move(one), label);
    add(addresses(**desk), label);
    for (auto& one : links(**desk)) add(std::move(one), label);
  }

  /// Once, whichever book it is asked by.
  void ask_the_node(Desk& desk) {
    if (std::exchange(asked_, true)) return;
    const auto said = desk.readiness();
    const auto checks = said ? nlohmann::json::parse(*said, nullptr, false) : nlohmann::json();
    if (!checks.is_array()) return add({"node", Standing::wrong, said ? "?" : said.error().says, ""});
    for (const auto& one : checks) {
      const auto standing = one.value("standing", "");
      add({"node " + one.value("check", ""),
           standing == "ok"     ? Standing::ok
           : standing == "look" ? Standing::look
                                : Standing::wrong,
           one.value("says", ""), one.value("do", "")});
    }
  }

  /// Partners without an address have to call; an address of nobody is a slip.
  Finding addresses(Record& record) const {
    Finding out{"partners", Standing::ok, {}, {}};
    const auto status = record.status();
    if (!status) return unknown("partners", status.error().says);
    std::string known;
    std::string silent;
    for (const auto& party : status->parties) {
      if (party == folder_.file().party) continue;
      const auto& peers = folder_.file().peers;
      const bool has =
          std::any_of(peers.begin(), peers.end(), [&](const auto& one) { return one.party == party; });
      auto& list = has ? known : silent;
      list += (list.empty() ? "" : ", ") + party;
    }
    out.says = known.empty() ? "no partner has an address here" : "addresses of " + known;
    if (silent.empty()) return out;
    out.standing = Standing::look;
    out.says += "; none of " + silent + ", which has to call this node";
    out.to_do = "Give it one while the node does not run: palitan node init --peer " + silent.substr(0, 3) +
                "=HOST:PORT (name the others again too).";
    return out;
  }

  std::vector<Finding> links(Desk& desk) const {
    constexpr std::int64_t kSilent = 86'400'000;
    const auto rows = desk.links();
    if (!rows) return {unknown("links", rows.error().says)};
    std::vector<Finding> out;
    for (const auto& row : *rows) {
      Finding one{"link", Standing::ok, row.party, {}};
      const auto last = base::parse_effective(row.last_success);
      one.says += last ? ": last contact " + node::time_words(now_.ms - last->at.ms) + " ago"
                       : ": no contact since the node started";
      if (row.behind) one.says += fmt::format(", lacks {} acts", *row.behind);
      if (!row.linked) {
        one.standing = Standing::look;
        one.says = row.party + ": the link is paused";
        one.to_do = "Resume it in the pages of partners, if that is not wanted any more.";
      } else if (!row.reachable || (last && now_.ms - last->at.ms > kSilent)) {
        one.standing = Standing::look;
        if (!row.last_failure.empty()) one.says += " (" + row.last_failure + ")";
        one.to_do = "Look at the line and at the partner's address; by stick: palitan sync --to FILE.";
      }
      out.push_back(std::move(one));
    }
    return out;
  }

  Finding opened() const {
    if (holder_.serving) return {"opened", Standing::ok, "the node that serves has opened its keys", {}};
    if (!passphrase_) return unknown("opened", "keys are not opened without --passphrase-file FILE");
    return node::check_opened_keys(folder_, *passphrase_, own_);
  }

  const node::Folder& folder_;
  std::optional<std::string_view> passphrase_;
  base::Instant now_;
  Holder holder_;
  bool asked_ = false;
  std::vector<kernel::PartyFact> own_;  ///< this party, as each record has it
  Examination out_;
};

Finding pending_finding(Record& record, const Status& status, base::Instant now) {
  constexpr std::int64_t kOld = 3;  // days
  Finding out{"pending", Standing::ok, fmt::format("{} acts wait for an accord", status.pending), {}};
  if (status.held > 0) out.says += fmt::format(", {} cite what is not here yet", status.held);
  if (status.pending == 0) return out;
  std::optional<std::string> oldest;
  if (const auto rows = record.log(status.log_size, 0))
    for (const auto& row : *rows)
      if (row.position == kPendingPosition && !row.act.date.empty())
        oldest = std::min(oldest.value_or(row.act.date), row.act.date);
  if (!status.waiting_for.empty()) out.says += ", waiting for " + status.waiting_for;
  if (!oldest) return out;
  out.says += ", the oldest of " + *oldest;
  const auto since = base::parse_date(*oldest);
  const auto today = base::Effective{now, 0}.legal_date();
  if (!since || base::add_days(*since, kOld) > today) return out;
  out.standing = Standing::look;
  out.to_do = "Look who is waited for; acts go by stick too: palitan sync --to FILE.";
  return out;
}

Finding attachments_finding(Record& record) {
  Finding out{"attachments", Standing::ok, {}, {}};
  const auto rows = record.attachments();
  if (!rows) return unknown("attachments", rows.error().says);
  const auto missing = std::count_if(rows->begin(), rows->end(),
                                     [](const AttachmentRow& row) { return !row.held && !row.erased; });
  out.says = fmt::format("{} of {} files that acts name lie here",
                         rows->size() - static_cast<std::size_t>(missing), rows->size());
  if (missing == 0) return out;
  out.standing = Standing::look;
  out.to_do =
      "Which: palitan attachment list --missing. They are fetched when the partner that has them is in "
      "reach.";
  return out;
}

}  // namespace

std::size_t Examination::count(Standing standing) const {
  return static_cast<std::size_t>(std::count_if(
      looks.begin(), looks.end(), [&](const Look& one) { return one.finding.standing == standing; }));
}

std::vector<Finding> look_at_book(Record& record, base::Instant now) {
  const auto status = record.status();
  if (!status) return {{"book", Standing::wrong, status.error().says, "See the sentence before."}};
  std::vector<Finding> out;
  Finding agreed{"agreed",
                 Standing::ok,
                 fmt::format("{} acts, height {}, last accord {}", status->log_size, status->height,
                             status->accord_time),
                 {}};
  if (status->misconduct) {
    agreed.standing = Standing::look;
    agreed.says += "; accords have stopped: " + *status->misconduct;
    agreed.to_do = "docs/operating/misdeeds.md says what the roots decide.";
  }
  if (status->rolled_back) {
    agreed.standing = Standing::wrong;
    agreed.says += "; this node forgot what its keys signed: " + *status->rolled_back;
    agreed.to_do = "Name new keys, as docs/operating/backup.md says of a restored node.";
  }
  out.push_back(std::move(agreed));
  out.push_back(pending_finding(record, *status, now));
  out.push_back(attachments_finding(record));
  const auto at = base::parse_effective(status->accord_time);
  out.push_back(node::check_clock(now, at ? std::optional(at->at) : std::nullopt));
  return out;
}

Examination examine(const node::Folder& folder, std::optional<std::string_view> passphrase,
                    base::Instant now) {
  return Examiner(folder, passphrase, now).run();
}

}  // namespace palitan::cli
