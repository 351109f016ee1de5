// Ground for tests that need running nodes: two nations, their folders, one founded partnership, and the
// offices that sign. Tests only; passphrases cost nothing here.
#pragma once
#include <gtest/gtest.h>

#include <future>

#include "kernel/record_kit.h"
#include "merkle/note.h"
#include "node/service.h"

namespace palitan::node::kit {

using kernel::kit::key_named;
using namespace std::chrono_literals;

inline constexpr std::string_view kPassphrase = "correct horse";
inline constexpr crypto::WrapParameters kQuick{1, 8'192};

/// A folder that is gone afterwards.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "palitan-node-XXXXXX").string();
    PALITAN_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline void must(const base::Result<void>& done) {
  if (!done) std::fprintf(stderr, "%s\n", base::sentence(done.error()).c_str());
  PALITAN_CHECK(done.has_value());
}

/// Office keys come from names: "jpn root", "jpn registrar", "jpn desk".
inline crypto::KeyPair office(const std::string& party, const std::string& name) {
  return key_named(party + " " + name);
}
inline base::KeyId seat(const std::string& party, const std::string& name) {
  return crypto::key_id(office(party, name).public_key);
}

/// DIR/<party> with accord, node, root and seat keys under kPassphrase.
inline Folder make_party(const std::filesystem::path& dir, const std::string& party, bool tls = true) {
  NodeFile file;
  file.party = party;
  file.name = party + " headquarters";
  file.tls = tls;
  auto folder = Folder::create(dir / party, file).value();
  must(folder.write_key(kAccordKey, office(party, "accord"), kPassphrase, kQuick));
  must(folder.write_key(kNodeKey, office(party, "node"), kPassphrase, kQuick));
  must(folder.write_key(root_key_file(0), office(party, "root"), kPassphrase, kQuick));
  for (const auto* name : {"root", "registrar", "desk"})
    must(folder.write_key(seat_key_file(seat(party, name)), office(party, name), kPassphrase, kQuick));
  statement::Party described{party, party + " forces", 1, {}, {}, {}};
  described.roots = {office(party, "root").public_key};
  described.accord_key = office(party, "accord").public_key;
  described.node_key = office(party, "node").public_key;
  must(folder.write_party(described));
  return folder;
}

/// Founds one partnership among folders made by make_party, codes ascending.
inline base::Id found(const std::vector<Folder>& folders) {
  statement::Found body;
  for (const auto& folder : folders) body.parties.push_back(folder.read_party().value());
  body.arrangement = "arrangement for tests";
  const auto encoded = codec::encode(body);
  // Whole seconds: roots cosign with a time in seconds.
  const base::Instant now{system_now().ms / 1'000 * 1'000};
  statement::Content content;
  content.kind = static_cast<std::uint16_t>(statement::Kind::found);
  content.made_at = content.effective_at = now;
  content.body = {encoded};
  const auto founding = statement::sign(std::move(content), office(folders[0].file().party, "root"));
  const auto checkpoint = Book::founding_checkpoint(founding->bytes(), now).value();
  merkle::Note note{checkpoint, {}};
  for (const auto& folder : folders) {
    const auto& code = folder.file().party;
    note.signatures.push_back(merkle::cosign(office(code, "root"), kernel::root_key_name(code, 0),
                                             static_cast<std::uint64_t>(now.ms / 1'000), checkpoint));
  }
  base::Id out;
  for (const auto& folder : folders)
    out = folder.found_record(founding->bytes(), merkle::format(note)).value();
  return out;
}

template <class Body>
Draft draft(const base::Id& partnership, const base::KeyId& by, const Body& body,
            std::optional<base::Id> in = std::nullopt) {
  Draft out;
  out.seat = by;
  out.kind = statement::kKindOf<Body>;
  // Acts about the partnership itself belong to its founding.
  out.case_id = in || static_cast<int>(out.kind) >= 10 ? in : std::optional(partnership);
  out.body = codec::encode(body);
  return out;
}

inline base::Result<Signed> submit(Writer& writer, const base::Id& partnership, Draft what) {
  std::promise<base::Result<Signed>> promise;
  writer.submit(partnership, std::move(what),
                [&](base::Result<Signed> done) { promise.set_value(std::move(done)); });
  return promise.get_future().get();
}

/// Signs one act and expects it to be accepted.
template <class Body>
base::Id act(Service& service, const base::Id& partnership, const std::string& office_name, const Body& body,
             std::optional<base::Id> in = std::nullopt) {
  const auto by = seat(service.folder().file().party, office_name);
  const auto done = submit(service.writer(), partnership, draft(partnership, by, body, in));
  EXPECT_TRUE(done.has_value()) << (done ? "" : base::sentence(done.error()));
  return done ? done->id : base::Id{};
}

/// Makes "registrar" and "desk" of the service's own party; the desk holds every other role.
inline void appoint_offices(Service& service, const base::Id& partnership) {
  using statement::Role;
  const auto party = service.folder().file().party;
  const auto warrant = [&](const std::string& name, std::vector<Role> roles) {
    statement::Appoint out;
    out.key = office(party, name).public_key;
    out.office = name;
    out.holder = "A. Holder";
    out.unit = party + " fleet";
    out.roles = std::move(roles);
    out.limits = {{1'000'000'000'000, "JPY"}};
    out.valid_from = {0};
    out.valid_until = base::kDateMax;
    return out;
  };
  act(service, partnership, "root", warrant("registrar", {Role::registrar}));
  act(service, partnership, "registrar",
      warrant("desk", {Role::custodian, Role::requester, Role::approver, Role::issuer, Role::receiver,
                       Role::biller, Role::payer}));
}

inline base::Date today() { return base::Effective{system_now(), 0}.legal_date(); }

template <class Condition>
bool within(std::chrono::milliseconds time, const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

/// The book's head and how much waits.
struct Tip {
  kernel::AccordPoint head;
  std::size_t pending = 0;
};
inline Tip tip(Service& service, const base::Id& partnership) {
  Tip out;
  must(service.writer().ask(partnership,
                            [&](Book& book) { out = {book.head(), book.pending_order().size()}; }));
  return out;
}

/// Both nodes: running, joined over loopback, with offices, an instrument in force and an exercise.
/// Everything agreed.
struct Instruments {
  base::Id instrument;
  base::Id activity;
};
inline bool agreed_on_both(Service& a, Service& b, const base::Id& partnership) {
  const auto one = tip(a, partnership);
  const auto other = tip(b, partnership);
  return one.pending == 0 && other.pending == 0 && one.head == other.head;
}
inline Instruments open_house(Service& jpn, Service& phl, const base::Id& partnership) {
  Instruments out;
  for (auto* service : {&jpn, &phl}) appoint_offices(*service, partnership);
  const auto rules = terms::write(kernel::kit::plain_instrument({"jpn", "phl"}));
  out.instrument = act(jpn, partnership, "desk", statement::ProposeInstrument{rules});
  const auto from = base::add_days(today(), -10);
  out.activity =
      act(jpn, partnership, "desk",
          statement::OpenActivity{
              "exercise", "Balikatan", {"jpn", "phl"}, from, base::add_days(today(), 100), "Subic"});
  act(jpn, partnership, "desk", statement::RatifyInstrument{from, {}}, out.instrument);
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(jpn, phl, partnership); }));
  act(phl, partnership, "desk", statement::RatifyInstrument{from, {}}, out.instrument);
  act(phl, partnership, "desk", statement::ConcurActivity{}, out.activity);
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(jpn, phl, partnership); }));
  return out;
}

inline statement::Request fuel_request(const Instruments& under) {
  statement::Request out;
  out.instrument = under.instrument;
  out.activity = under.activity;
  out.supplier = "jpn";
  out.recipient = "phl";
  out.currency = "JPY";
  out.lines = {kernel::kit::paid_fuel()};
  out.place = "Subic";
  return out;
}

}  // namespace palitan::node::kit
