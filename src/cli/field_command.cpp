// `palitan node prepare`, `admit` and `join`: a ship's node from a stick. The ship makes its keys, its
// headquarters appoints its seats and vouches for its node, and the stick comes back with the record.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/line_syntax.h"
#include "crypto/fingerprint.h"
#include "crypto/hash.h"
#include "node/delegations.h"
#include "node/files.h"
#include "node/random.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kRequest = "palitan-node-request/1";
constexpr const char* kJoin = "palitan-node-join/1";

struct FieldWords {
  std::string dir;
  std::string party;
  std::string name;
  std::vector<std::string> offices;
  std::string file;
  std::string to;
  std::string address;
  std::int64_t days = 730;
  std::string by;
  bool again = false;
};

struct Wish {
  std::string office;
  std::vector<statement::Role> roles;
  std::vector<statement::Money> limits;
};
/// "supply officer=issuer,receiver,JPY 2000000".
Done<Wish> parse_wish(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == text.npos || equals == 0)
    return trouble(
        kUsage,
        fmt::format("'{}' is no office. Write it as \"supply officer=issuer,receiver,JPY 2000000\".", text));
  Wish out{text.substr(0, equals), {}, {}};
  for (auto at = equals; at != text.npos;) {
    const auto next = text.find(',', at + 1);
    const auto word = text.substr(at + 1, next == text.npos ? next : next - at - 1);
    at = next;
    if (statement::Role role{}; from_name(word, role)) {
      out.roles.push_back(role);
      continue;
    }
    auto limit = parse_money(word);
    if (!limit) return tl::unexpected(limit.error());
    out.limits.push_back(std::move(*limit));
  }
  std::sort(out.roles.begin(), out.roles.end());
  if (out.roles.empty()) return trouble(kUsage, fmt::format("'{}' has no role.", out.office));
  return out;
}

Done<json> read_json(const std::string& path, const char* format) {
  constexpr std::size_t kMax = std::size_t{128} << 20;
  const auto bytes = node::read_whole(path, kMax);
  if (!bytes) return trouble(bytes.error());
  auto out = json::parse(base::text_of(*bytes), nullptr, false);
  if (!out.is_object() || out.value("format", std::string()) != format)
    return trouble(kRefused, fmt::format("{} is no file of the form {}.", path, format));
  return out;
}
Done<void> write_json(const std::string& path, const json& what) {
  const auto text = what.dump(2) + "\n";
  return write_file(path, base::view_of(text));
}
/// What two officers compare by voice.
std::string words_of(const json& what) {
  return crypto::fingerprint_words(crypto::sha256(base::view_of(what.dump())));
}

Done<node::Folder> folder_for(const FieldWords& words) {
  auto folder = words.again ? node::Folder::open(words.dir) : [&] {
    node::NodeFile file;
    file.party = words.party;
    file.name = words.name;
    file.node = words.name;
    return node::Folder::create(words.dir, file);
  }();
  if (!folder) return trouble(folder.error());
  return std::move(*folder);
}

Done<void> prepare(const Context& context, const FieldWords& words) {
  std::vector<Wish> wishes;
  for (const auto& text : words.offices) {
    auto wish = parse_wish(text);
    if (!wish) return tl::unexpected(wish.error());
    wishes.push_back(std::move(*wish));
  }
  if (!words.again && !sync::is_field_name(words.name))
    return trouble(kUsage, "A node's name has 1 to 64 bytes and no '/', as \"BRP Gabriela Silang\".");
  const auto passphrase = read_passphrase(context.passphrase_file, "the new keys", true);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto folder = folder_for(words);
  if (!folder) return tl::unexpected(folder.error());
  if (folder->file().node.empty()) return trouble(kUsage, "That folder is not of a field node.");
  if (!folder->has_key(node::kNodeKey))
    if (auto ok = folder->write_key(node::kNodeKey, node::random_key_pair(), passphrase->view()); !ok)
      return trouble(ok.error());
  const auto node_key = folder->read_key(node::kNodeKey, passphrase->view());
  if (!node_key) return trouble(node_key.error());
  json offices = json::array();
  for (const auto& wish : wishes) {
    const auto key = node::random_key_pair();
    if (auto ok =
            folder->write_key(node::seat_key_file(crypto::key_id(key.public_key)), key, passphrase->view());
        !ok)
      return trouble(ok.error());
    json roles = json::array(), limits = json::array();
    for (const auto role : wish.roles) roles.push_back(std::string(name(role)));
    for (const auto& limit : wish.limits)
      limits.push_back({{"minor", limit.minor}, {"currency", limit.currency}});
    offices.push_back({{"office", wish.office},
                       {"key", base::to_hex(key.public_key.view())},
                       {"roles", roles},
                       {"limits", limits}});
  }
  const json request = {{"format", kRequest},
                        {"party", folder->file().party},
                        {"node", folder->file().node},
                        {"node_key", base::to_hex(node_key->public_key.view())},
                        {"offices", offices}};
  if (auto ok = write_json(words.to, request); !ok) return ok;
  fmt::print(
      "Made the node {} in {}, with {} seats. Carry {} to its headquarters, and compare these words there:\n"
      "  {}\nThere: palitan node admit {} --to FILE\n",
      sync::node_name(folder->file().party, folder->file().node), words.dir, wishes.size(), words.to,
      words_of(request), words.to);
  return {};
}

Done<void> appoint_all(Desk& desk, const FieldWords& words, const json& request, base::Effective time) {
  const auto registrar = pick_seat(desk, words.by, statement::Role::registrar);
  if (!registrar) return tl::unexpected(registrar.error());
  for (const auto& row : request.at("offices")) {
    statement::Appoint body;
    const auto key = base::fixed_from_hex<base::PublicKey>(row.at("key").get<std::string>());
    if (!key) return trouble(kRefused, "The request holds a key that is none.");
    body.key = *key;
    body.office = row.at("office").get<std::string>();
    body.unit = request.at("node").get<std::string>();
    for (const auto& word : row.at("roles")) {
      const auto role = parse_role(word.get<std::string>());
      if (!role) return tl::unexpected(role.error());
      body.roles.push_back(*role);
    }
    for (const auto& limit : row.at("limits"))
      body.limits.push_back({limit.at("minor").get<std::int64_t>(), limit.at("currency").get<std::string>()});
    body.valid_from = time.legal_date();
    body.valid_until = base::add_days(body.valid_from, static_cast<std::int32_t>(words.days));
    auto draft = draft_of(*registrar, body, desk.partnership());
    draft.effective = time;
    draft.key = "admit " + base::to_hex(body.key.view());
    const auto act = desk.sign(draft);
    if (!act) return tl::unexpected(act.error());
    fmt::print("  appointed: {}\n", body.office);
  }
  return {};
}

/// Where the ship finds the others: its headquarters, and the partners as headquarters knows them.
json peers_of(const node::NodeFile& file, const std::string& address) {
  json out = json::array();
  auto host = file.address;
  auto port = std::to_string(file.port);
  if (const auto colon = address.rfind(':'); colon != address.npos) {
    host = address.substr(0, colon);
    port = address.substr(colon + 1);
  }
  out.push_back({{"party", file.party}, {"host", host}, {"port", std::atoi(port.c_str())}});
  for (const auto& peer : file.peers)
    if (peer.node.empty()) out.push_back({{"party", peer.party}, {"host", peer.host}, {"port", peer.port}});
  return out;
}

Done<void> admit_request(const Context& context, const FieldWords& words, const json& request) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto& file = folder->file();
  sync::Delegation said;
  said.party = request.at("party").get<std::string>();
  said.node = request.at("node").get<std::string>();
  const auto tls_key = base::fixed_from_hex<base::PublicKey>(request.at("node_key").get<std::string>());
  if (said.party != file.party || !sync::is_field_name(said.node) || !tls_key)
    return trouble(kRefused, fmt::format("The request is not of a node of {}.", file.party));
  fmt::print("The request of {}. Its words, to compare with the ship:\n  {}\n", said.name(),
             words_of(request));
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto time = when(context, "");
  if (!time) return tl::unexpected(time.error());
  const auto passphrase = read_passphrase(context.passphrase_file, "the node's keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto accord = folder->read_key(node::kAccordKey, passphrase->view());
  if (!accord) return trouble(accord.error());
  if (auto ok = appoint_all(**desk, words, request, *time); !ok) return ok;
  said.partnership = (*desk)->partnership();
  said.tls_key = *tls_key;
  said.from = {time->at.ms - base::kDayMs};  // clocks differ
  said.until = {time->at.ms + words.days * base::kDayMs};
  const auto name = said.name();
  const auto delegation = sync::write_delegation(said, *accord);
  const auto founding = (*desk)->act_bytes(base::to_hex(said.partnership.view()));
  if (!founding) return tl::unexpected(founding.error());
  const auto note = (*desk)->checkpoint(0);
  if (!note) return tl::unexpected(note.error());
  const auto parcel = (*desk)->parcel(name);
  if (!parcel) return tl::unexpected(parcel.error());
  const json join = {{"format", kJoin},
                     {"party", file.party},
                     {"node", said.node},
                     {"ceiling", std::string(statement::name(file.ceiling))},
                     {"peers", peers_of(file, words.address)},
                     {"delegation", base::to_base64(delegation)},
                     {"founding", base::to_base64(*founding)},
                     {"note", *note},
                     {"parcel", base::to_base64(*parcel)}};
  if (auto ok = write_json(words.to, join); !ok) return ok;
  fmt::print("Wrote {} for {}: it counts as a node of {} until {}. On the ship: palitan node join {}\n",
             words.to, name, file.party, base::to_text(said.until), words.to);
  return {};
}

Done<void> admit(const Context& context, const FieldWords& words) {
  const auto request = read_json(words.file, kRequest);
  if (!request) return tl::unexpected(request.error());
  try {
    return admit_request(context, words, *request);
  } catch (const json::exception& fault) {
    return trouble(kRefused, fmt::format("{} cannot be read: {}.", words.file, fault.what()));
  }
}

/// The record from the stick, judged from its founding on, and the delegation by the accord key that it
/// names.
Done<void> take_record(const node::Folder& folder, const base::Bytes& founding, const std::string& note,
                       const base::Bytes& parcel, const base::Bytes& delegation, base::Instant now) {
  const auto act = statement::decode_statement(founding);
  if (!act) return trouble(act.error());
  if (!std::ranges::binary_search(folder.records(), act->id()))
    if (const auto made = folder.found_record(founding, note); !made) return trouble(made.error());
  const auto store = folder.open_record(act->id(), false);
  if (!store) return trouble(store.error());
  node::BookOptions options;
  options.party = folder.file().party;
  options.node = folder.file().node;
  options.ceiling = folder.file().ceiling;
  const auto book = node::Book::open(**store, options, now);
  if (!book) return trouble(book.error());
  const auto taken = (*book)->incoming_parcel(parcel, now);
  if (!taken) return trouble(taken.error());
  if (const auto kept = (*book)->flush(now); !kept) return trouble(kFailed, kept.error().what);
  const auto among = (*book)->get<kernel::PartnershipFact>(kernel::partnership_key(), false);
  node::Delegations known(folder);
  if (const auto kept = known.keep(delegation, *among, now); !kept) return trouble(kept.error());
  fmt::print("Took in {} agreed statements, up to accord {}, and {} pending.\n", (*book)->log_size(),
             (*book)->height(), (*book)->pending_order().size());
  for (const auto& party : among->parties) fmt::print("  {}: {}\n", party.code, party.name);
  if (taken->fault)
    fmt::print("Not all of it: {} Bring the rest by another stick, or serve and let it come.\n",
               base::sentence(*taken->fault));
  return {};
}

Done<void> join_from(const Context& context, const json& file) {
  auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto lock = folder->lock();
  if (!lock) return trouble(lock.error());
  auto settings = folder->file();
  if (file.at("party") != settings.party || file.at("node") != settings.node)
    return trouble(kRefused, fmt::format("The file is for another node than {}.",
                                         sync::node_name(settings.party, settings.node)));
  const auto bytes = [&](const char* name) { return base::from_base64(file.at(name).get<std::string>()); };
  const auto founding = bytes("founding"), parcel = bytes("parcel"), delegation = bytes("delegation");
  if (!founding || !parcel || !delegation ||
      !from_name(file.at("ceiling").get<std::string>(), settings.ceiling))
    return trouble(kRefused, "The file cannot be read.");
  for (const auto& peer : file.at("peers")) {
    const node::PeerAddress one{peer.at("party").get<std::string>(), peer.at("host").get<std::string>(),
                                peer.at("port").get<std::uint16_t>()};
    const bool known =
        std::ranges::any_of(settings.peers, [&](const auto& x) { return x.name() == one.name(); });
    if (!known && one.port != 0) settings.peers.push_back(one);
  }
  if (auto ok = folder->save(settings); !ok) return trouble(ok.error());
  if (auto ok = take_record(*folder, *founding, file.at("note").get<std::string>(), *parcel, *delegation,
                            context.clock());
      !ok)
    return ok;
  fmt::print("Serve it with: palitan node serve --node {}\n", folder->dir().string());
  return {};
}

Done<void> join(const Context& context, const FieldWords& words) {
  const auto file = read_json(words.file, kJoin);
  if (!file) return tl::unexpected(file.error());
  try {
    return join_from(context, *file);
  } catch (const json::exception& fault) {
    return trouble(kRefused, fmt::format("{} cannot be read: {}.", words.file, fault.what()));
  }
}
}  // namespace

void add_field_commands(CLI::App& at, Context& context) {
  auto words = std::make_shared<FieldWords>();
  auto* ship =
      command(at, context, "prepare", "make the keys of a ship's node, and a request to its headquarters",
              [&context, words] { return prepare(context, *words); });
  ship->add_option("--dir", words->dir, "its folder")->required();
  ship->add_option("--code", words->party, "its party, as phl");
  ship->add_option("--name", words->name, "its name, as \"BRP Gabriela Silang\"");
  ship->add_option("--office", words->offices,
                   "an office aboard, as \"supply officer=issuer,receiver,JPY 2000000\"")
      ->allow_extra_args(false);
  ship->add_option("--to", words->to, "file to write the request to")->required();
  ship->add_flag("--again", words->again, "for a folder that is there: after a restore, or for more offices");
  auto* home =
      command(at, context, "admit", "appoint a ship's seats, vouch for its node, and write what it needs",
              [&context, words] { return admit(context, *words); });
  home->add_option("request", words->file, "what the ship wrote")->required();
  home->add_option("--to", words->to, "file to write for the ship")->required();
  home->add_option("--address", words->address, "where the ship reaches this node, as 192.0.2.7:7700");
  home->add_option("--days", words->days, "how long it counts")->capture_default_str();
  home->add_option("--by", words->by, "the registrar's seat, where there are several");
  auto* in = command(at, context, "join", "take in what headquarters wrote for this ship",
                     [&context, words] { return join(context, *words); });
  in->add_option("file", words->file, "the file")->required();
}

}  // namespace palitan::cli
