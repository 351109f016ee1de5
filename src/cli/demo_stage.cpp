#include "cli/demo_stage.h"

#include <algorithm>
#include <fstream>
#include <thread>

#include "api/api.h"
#include "cli/acting.h"
#include "cli/ceremony.h"
#include "crypto/fingerprint.h"
#include "node/clock.h"
#include "node/random.h"

namespace palitan::cli {
namespace {
using statement::Role;

/// Not a secret: it opens nothing but what the demonstration itself made.
constexpr std::string_view kPassphrase = "demonstration";
constexpr std::chrono::seconds kPatience{60};
// Little work: the passphrase is known to everybody.
constexpr crypto::WrapParameters kUsual{2, 8 << 20};
constexpr crypto::WrapParameters kLight{1, 8 << 10};

struct Office {
  const char* name;
  std::vector<Role> roles;
  std::int64_t limit;  ///< yen; 0: none
};
const std::vector<Office>& offices() {
  static const std::vector<Office> kOffices = {
      {"agreements desk", {Role::custodian}, 0},
      {"requesting officer", {Role::requester}, 0},
      {"contracting officer", {Role::approver}, 2'000'000'000},
      {"supply officer", {Role::issuer}, 0},
      {"receiving officer", {Role::receiver}, 0},
      {"finance officer", {Role::biller, Role::payer}, 2'000'000'000},
  };
  return kOffices;
}

template <class T>
Done<T> lift(base::Result<T> result) {
  if (!result) return trouble(result.error());
  return std::move(*result);
}
}  // namespace

void chapter(std::string_view title) {
  fmt::print("\n{}\n{}\n", title, std::string(title.size(), '-'));
  std::fflush(stdout);
}

std::vector<Nation> Stage::make_nations() {
  std::vector<Nation> out;
  out.push_back({"jpn", "Japan", "Japan"});
  out.push_back({"phl", "Philippines", "the Philippines"});
  out.push_back({"usa", "United States", "the United States"});
  return out;
}

void Stage::open_book(std::string_view name) {
  const auto at = std::find_if(books_.begin(), books_.end(), [&](const auto& b) { return b.name == name; });
  PALITAN_CHECK(at != books_.end());
  book_ = &*at;
  members_.clear();
  for (auto& one : nations_) {
    const auto desk = one.desks.find(book_->name);
    one.desk = desk == one.desks.end() ? nullptr : desk->second.get();
    if (std::find(book_->parties.begin(), book_->parties.end(), one.code) != book_->parties.end())
      members_.push_back(&one);
  }
}

Nation& Stage::nation(std::string_view code) {
  for (auto& one : nations_)
    if (one.code == code) return one;
  PALITAN_CHECK(false);
}

// As every command would sign it, so that what follows by hand has the same legal date.
base::Effective Stage::now() const {
  return node::local_time({node::system_now().ms - std::int64_t{days_ago_} * base::kDayMs});
}

void Stage::check(std::string claim, bool held) {
  if (!held) fmt::print("  DOES NOT HOLD: {}\n", claim);
  checks_.push_back({std::move(claim), held});
}

// ---- founding
// -------------------------------------------------------------------------------------------------------

// As in the ceremony: the draft goes over as a file, each party signs what it compared, all finish with one
// file.
Done<void> Stage::found_book(SharedBook& book, const std::map<std::string, statement::Party>& parties) {
  std::vector<node::Folder> folders;
  for (const auto& code : book.parties) {
    auto folder = lift(node::Folder::open(options_.dir / code));
    if (!folder) return tl::unexpected(folder.error());
    folders.push_back(std::move(*folder));
  }
  const auto others_of = [&](const std::string& own) {
    std::vector<statement::Party> out;
    for (const auto& code : book.parties)
      if (code != own) out.push_back(parties.at(code));
    return out;
  };
  auto file =
      draft_founding(folders[0], kPassphrase, others_of(book.parties[0]),
                     "Exchange of letters on electronic signatures (for this demonstration)", now().at);
  if (!file) return tl::unexpected(file.error());
  auto carried = parse_founding(founding_text(*file));
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (!carried) return tl::unexpected(carried.error());
    if (auto ok = sign_founding(folders[i], kPassphrase, others_of(book.parties[i]), *carried); !ok)
      return ok;
    carried = parse_founding(founding_text(*carried));
  }
  for (const auto& folder : folders) {
    const auto id = finish_founding(folder, *carried);
    if (!id) return tl::unexpected(id.error());
    book.partnership = *id;
  }
  fmt::print("  The book of {}: {} roots cosigned its founding, partnership {}\n    in words     {}\n",
             book.between, 3 * book.parties.size(), short_hex(book.partnership),
             crypto::fingerprint_words(*base::Hash::from(book.partnership.view())));
  return {};
}

Done<void> Stage::found() {
  const auto parameters = options_.fast ? kLight : kUsual;
  std::map<std::string, statement::Party> parties;
  for (const auto& one : nations_) {
    auto party = make_party(options_.dir / one.code, {one.code, one.name, 3, 2}, kPassphrase, parameters);
    if (!party) return tl::unexpected(party.error());
    fmt::print("  {}: three root keys, two of them sign for it.\n    fingerprint  {}\n", one.name,
               crypto::fingerprint_words(fingerprint_of(*party)));
    parties.emplace(one.code, std::move(*party));
  }
  std::ofstream(options_.dir / "passphrase") << kPassphrase << "\n";
  for (auto& book : books_)
    if (auto ok = found_book(book, parties); !ok) return ok;
  return {};
}

Done<void> Stage::open_nodes() {
  std::vector<node::PeerAddress> answers;
  for (auto& one : nations_) {
    node::ServiceOptions settings;
    settings.peers = std::vector<node::PeerAddress>{};
    settings.propose_every_ms = options_.fast ? 20 : 100;
    settings.peer_options.every = std::chrono::milliseconds(options_.fast ? 200 : 500);
    settings.peer_options.backoff_max = std::chrono::milliseconds(1'000);
    auto service = node::Service::open(options_.dir / one.code, kPassphrase, settings);
    if (!service) return trouble(service.error());
    one.service = std::move(*service);
    auto handlers = api::handlers(*one.service, {options_.pages, {}, false});
    one.pages = std::move(handlers.pages);
    const auto port = one.service->start(std::move(handlers.node));
    if (!port) return trouble(port.error());
    answers.push_back({one.code, "127.0.0.1", *port});
  }
  return join_nodes(answers);
}

Done<void> Stage::join_nodes(const std::vector<node::PeerAddress>& answers) {
  for (auto& one : nations_) {
    std::vector<node::PeerAddress> partners;
    for (const auto& at : answers)
      if (at.party != one.code) partners.push_back(at);
    one.service->join(partners);
    // The folder can be served again later, at the same address.
    auto folder = one.service->folder();
    auto file = folder.file();
    file.port = one.service->port();
    file.peers = partners;
    if (auto ok = folder.save(file); !ok) return trouble(ok.error());
    const Serving serving{"127.0.0.1", one.service->port(), true};
    if (auto ok = write_serving(folder, serving); !ok) return ok;
    for (const auto& book : books_) {
      if (std::find(book.parties.begin(), book.parties.end(), one.code) == book.parties.end()) continue;
      auto desk = Desk::open(folder, serving, base::to_hex(book.partnership.view()));
      if (!desk) return tl::unexpected(desk.error());
      one.desks[book.name] = std::move(*desk);
    }
    fmt::print("  The node of {} answers at {} (TLS 1.3, both ends pinned to keys in the record).\n",
               one.name, serving.url());
  }
  return {};
}

void Stage::stop() {
  for (auto& one : nations_) {
    one.desk = nullptr;
    one.desks.clear();
    one.pages = nullptr;  // it may not outlive the service
    if (!one.service) continue;
    remove_serving(one.service->folder());
    one.service.reset();
  }
}

// ---- officers
// -------------------------------------------------------------------------------------------------------

Done<void> Stage::appoint(Nation& one) {
  const auto& folder = one.service->folder();
  const auto parameters = options_.fast ? kLight : kUsual;
  const auto warrant = [&](const base::PublicKey& key, const std::string& office, std::vector<Role> roles) {
    statement::Appoint body;
    body.key = key;
    body.office = office;
    body.holder = one.name + ", " + office;
    body.unit = "demonstration";
    body.roles = std::move(roles);
    body.valid_from = base::add_days(today(), -kDaysBack);
    body.valid_until = base::add_months(today(), 24);
    return body;
  };
  const auto make_seat = [&]() -> Done<base::PublicKey> {
    const auto key = node::random_key_pair();
    const auto seat = crypto::key_id(key.public_key);
    if (auto ok = folder.write_key(node::seat_key_file(seat), key, kPassphrase, parameters); !ok)
      return trouble(ok.error());
    if (auto ok = one.desk->unlock(seat, kPassphrase); !ok) return tl::unexpected(ok.error());
    return key.public_key;
  };
  const auto registrar = make_seat();
  if (!registrar) return tl::unexpected(registrar.error());
  const auto by_roots =
      act_as_root(*one.desk, folder, kPassphrase, warrant(*registrar, "registrar", {Role::registrar}), now());
  if (!by_roots) return tl::unexpected(by_roots.error());
  for (const auto& office : offices()) {
    const auto key = make_seat();
    if (!key) return tl::unexpected(key.error());
    auto body = warrant(*key, office.name, office.roles);
    if (office.limit != 0) body.limits = {{office.limit, "JPY"}, {office.limit, "USD"}};
    auto draft = draft_of(crypto::key_id(*registrar), body, partnership());
    draft.effective = now();
    const auto act = one.desk->sign(draft);
    if (!act) return tl::unexpected(act.error());
    if (act->code != "accepted") return trouble(kRefused, act->detail);
  }
  return {};
}

Done<void> Stage::appoint_officers() {
  for (const auto& book : books_) {
    open_book(book.name);
    for (auto& one : nations())
      if (auto ok = appoint(one); !ok) return ok;
    if (auto ok = settle(); !ok) return ok;
    fmt::print(
        "  The book of {}: in each nation two roots appointed a registrar, who appointed {} officers.\n",
        book.between, offices().size());
  }
  open_book(kJapanPhilippines);
  return {};
}

// ---- acting
// ---------------------------------------------------------------------------------------------------------

Done<void> Stage::wait_until(const std::function<Done<bool>()>& holds, std::string_view what) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const auto held = holds();
    if (!held) return tl::unexpected(held.error());
    if (*held) return {};
    if (std::chrono::steady_clock::now() > until)
      return trouble(kFailed, fmt::format("After {} s still waiting until {}.", kPatience.count(), what));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Done<void> Stage::spread(const base::Id& act) {
  return wait_until(
      [&]() -> Done<bool> {
        bool everywhere = true;
        for (auto& one : nations()) {
          bool here = false;
          const auto asked = one.service->writer().ask(partnership(), [&](node::Book& book) {
            here = book.get<kernel::StatementFact>(kernel::statement_key(act), true).has_value();
          });
          if (!asked) return trouble(asked.error());
          everywhere = everywhere && here;
        }
        return everywhere;
      },
      "every node holds " + short_hex(act));
}

Done<void> Stage::settle() {
  return wait_until(
      [&]() -> Done<bool> {
        std::vector<Status> seen;
        for (auto& one : nations()) {
          auto status = one.desk->status();
          if (!status) return tl::unexpected(status.error());
          seen.push_back(std::move(*status));
        }
        return std::all_of(seen.begin(), seen.end(), [&](const auto& status) {
          return status.pending == 0 && status.held == 0 && status.height == seen[0].height;
        });
      },
      "every node agrees on everything");
}

Done<base::Id> Stage::signed_by(Nation& one, const Done<SignedAct>& act, std::string_view what) {
  if (!act) return tl::unexpected(act.error());
  fmt::print("  {}  {}  {}\n", one.code, short_hex(act->id), what);
  std::fflush(stdout);
  if (act->code != "accepted") return trouble(kRefused, act->detail);
  if (linked_)
    if (auto ok = spread(act->id); !ok) return tl::unexpected(ok.error());
  return act->id;
}

Done<base::Id> Stage::sign(Nation& one, node::Draft draft, std::string_view what) {
  draft.effective = now();
  return signed_by(one, one.desk->sign(draft), what);
}

Done<base::Id> Stage::request(Nation& one, OrderWords words, std::string_view what) {
  words.recipient = one.code;
  for (const auto& code : book_->parties)
    if (words.supplier.empty() && code != one.code) words.supplier = code;
  return signed_by(one, sign_request(*one.desk, words, "", now()), what);
}

Done<base::Id> Stage::order_act(Nation& one, const base::Id& order, statement::Kind kind, OrderWords words,
                                std::string_view what) {
  return signed_by(one, sign_order_act(*one.desk, order, kind, words, "", now()), what);
}

void Stage::set_link(bool up) {
  linked_ = up;
  for (auto& one : nations())
    for (const auto& code : book_->parties)
      if (code != one.code) one.service->peers().set_link(code, up);
}

}  // namespace palitan::cli
