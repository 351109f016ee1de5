#include "support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "crypto/hash.h"

namespace palitan::vectors {
namespace {
using statement::Role;
const std::string kSpec = PALITAN_SOURCE_DIR "/spec/";

bool updating() {
  const char* wish = std::getenv("PALITAN_UPDATE_VECTORS");
  return wish != nullptr && std::string_view(wish) == "1";
}
std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

statement::Found founding() {
  const auto key = [](unsigned seed) { return key_of(seed).public_key; };
  statement::Found found;
  found.parties.push_back(
      {"jpn", "Japan", 2, {key(kJpnRoot0), key(kJpnRoot1)}, key(kJpnAccord), key(kJpnNode)});
  found.parties.push_back({"phl", "Philippines", 1, {key(kPhlRoot0)}, key(kPhlAccord), key(kPhlNode)});
  found.arrangement = "Arrangement on electronic records, example";
  return found;
}
}  // namespace

void expect_current(const std::string& name, const ordered_json& value) {
  const auto text = value.dump(1) + "\n";
  const auto path = kSpec + "vectors/" + name;
  if (updating()) write_file(path, text);
  EXPECT_TRUE(read_file(path) == text)
      << path << " is not current: PALITAN_UPDATE_VECTORS=1 " << "test_vectors";
}

void expect_table(const std::string& paper, const std::string& mark, const std::string& text) {
  const auto path = kSpec + paper;
  auto whole = read_file(path);
  const std::string begin = "<!-- table: " + mark + " -->\n";
  const auto at = whole.find(begin);
  ASSERT_NE(at, std::string::npos) << mark << " in " << path;
  const auto from = at + begin.size();
  const auto until = whole.find("<!-- /table -->", from);
  ASSERT_NE(until, std::string::npos);
  if (updating()) {
    whole.replace(from, until - from, text);
    write_file(path, whole);
  } else {
    EXPECT_TRUE(whole.substr(from, until - from) == text) << path << ", table " << mark << ", is not current";
  }
}

crypto::KeyPair key_of(unsigned seed) {
  std::array<std::uint8_t, 32> out{};
  out.fill(static_cast<std::uint8_t>(seed));
  return crypto::key_pair_from_seed(out);
}
base::Id id_of(unsigned byte) {
  base::Id out;
  out.raw.fill(static_cast<std::uint8_t>(byte));
  return out;
}

World::World() {
  const auto body = codec::encode(founding());
  statement::Content content;
  content.kind = static_cast<std::uint16_t>(statement::Kind::found);
  content.made_at.ms = content.effective_at.ms = kStart - 10 * base::kDayMs;
  content.offset_minutes = 480;
  content.body.bytes = body;
  opening_.push_back(statement::sign(content, key_of(kJpnRoot0)));
  id_ = opening_.back()->id();
  heads_[kJpnRoot0] = {1, id_};
  heads_[kJpnRoot1] = heads_[kPhlRoot0] = {0, id_};
  opening_.push_back(
      appoint(kJpnRoot0, kJpnRegistrar, "Registrar, Joint Staff", {Role::registrar}, {kJpnRoot1}));
  opening_.push_back(appoint(kPhlRoot0, kPhlRegistrar, "Registrar, General Headquarters", {Role::registrar}));
  opening_.push_back(
      appoint(kJpnRegistrar, kJpnIssuer, "Supply officer, JS Example", {Role::approver, Role::issuer}));
  opening_.push_back(appoint(kPhlRegistrar, kPhlOfficer, "Logistics officer, BRP Example",
                             {Role::requester, Role::approver, Role::receiver}));
}

statement::Content World::content_of(unsigned seed, statement::Kind kind, const How& how) const {
  const auto& head = heads_.at(seed);
  statement::Content c;
  c.partnership = id_;
  c.case_id = how.case_id;
  c.kind = static_cast<std::uint16_t>(kind);
  c.seat = crypto::key_id(key_of(seed).public_key);
  c.sequence = how.sequence.value_or(head.sequence + 1);
  c.previous = how.previous.value_or(head.last);
  c.after = how.after;
  c.made_at.ms = how.effective_ms + 60'000;
  c.effective_at.ms = how.effective_ms;
  c.offset_minutes = how.offset_minutes;
  c.marking = how.marking;
  return c;
}

statement::SignedStatement World::act(unsigned seed, statement::Kind kind, const base::Bytes& body,
                                      const How& how) {
  auto content = content_of(seed, kind, how);
  content.body.bytes = body;
  auto made = statement::sign(std::move(content), key_of(seed));
  heads_[seed] = {made->content().sequence, made->id()};
  return made;
}

statement::SignedStatement World::appoint(unsigned by, unsigned seat, std::string office,
                                          std::vector<Role> roles, const std::vector<unsigned>& endorsers) {
  statement::Appoint body;
  body.key = key_of(seat).public_key;
  body.office = std::move(office);
  body.holder = "Example Holder";
  body.roles = std::move(roles);
  body.limits = {{50'000'000, "JPY"}};
  body.valid_from = *base::parse_date("2026-11-01");
  body.valid_until = *base::parse_date("2027-10-31");
  auto how = in_partnership();
  how.effective_ms = kStart - 5 * base::kDayMs;
  auto made = root_act(by, std::move(body), endorsers, how);
  heads_[seat] = {0, made->id()};
  return made;
}

statement::SignedStatement World::request(unsigned seed, std::string reference, std::vector<base::Id> after) {
  statement::Request body;
  // The founding stands for instrument and activity: order and forks do not depend on what they say.
  body.instrument = body.activity = id_;
  body.supplier = "jpn";
  body.recipient = "phl";
  body.currency = "JPY";
  body.lines.push_back({1, "fuel", "F-76", "", 1'000'000'000, "LTR", statement::Means::reimbursement, {}});
  body.reference = std::move(reference);
  How how;
  how.after = std::move(after);
  return act(seed, body, how);
}

std::size_t party_of(const base::KeyId& seat) {
  static const auto parties = [] {
    std::map<base::KeyId, std::size_t> out;
    for (unsigned seed = 0x10; seed < 0x30; ++seed)
      out[crypto::key_id(key_of(seed).public_key)] = seed < 0x20 ? 0 : 1;
    return out;
  }();
  return parties.at(seat);
}

std::vector<statement::SignedStatement> canonical_order(std::vector<statement::SignedStatement> batch,
                                                        std::size_t proposer, std::size_t parties) {
  std::vector<statement::SignedStatement> out;
  const auto rank = [&](const statement::SignedStatement& act) {
    const auto& c = act->content();
    return std::tuple((party_of(c.seat) + parties - proposer) % parties, c.seat, c.sequence, act->id());
  };
  const auto waits = [&](const statement::SignedStatement& act) {
    const auto causes = statement::causes(*act);
    return std::any_of(batch.begin(), batch.end(), [&](const auto& other) {
      return std::find(causes.begin(), causes.end(), other->id()) != causes.end();
    });
  };
  while (!batch.empty()) {
    auto best = batch.end();
    for (auto at = batch.begin(); at != batch.end(); ++at)
      if (!waits(*at) && (best == batch.end() || rank(*at) < rank(*best))) best = at;
    out.push_back(*best);
    batch.erase(best);
  }
  return out;
}

ordered_json bytes_of(const std::vector<statement::SignedStatement>& acts) {
  auto out = ordered_json::array();
  for (const auto& act : acts) out.push_back(hex(act->bytes()));
  return out;
}

std::string checkpoint_text(const base::Id& partnership, const Point& p) {
  // Written from spec/log.md, line by line, and not through merkle::body: a second hand.
  std::ostringstream out;
  out << "palitan/1/" << hex_of(partnership) << "\n"
      << p.size << "\n"
      << base::to_base64(p.root.view()) << "\n"
      << "height " << p.height << "\nattempt " << p.attempt << "\ntime " << p.time_ms << "\nrules " << p.rules
      << "\n"
      << "results " << base::to_base64(p.results.view()) << "\n"
      << "previous " << base::to_base64(p.previous.view()) << "\n";
  return out.str();
}

std::string final_note(const std::string& text, std::int64_t time_ms,
                       const std::vector<std::pair<std::string, unsigned>>& signers) {
  merkle::Note note;
  note.text = text;
  for (const auto& [name, seed] : signers)
    note.signatures.push_back(
        merkle::cosign(key_of(seed), name, static_cast<std::uint64_t>(time_ms / 1000), text));
  return merkle::format(note);
}

}  // namespace palitan::vectors
