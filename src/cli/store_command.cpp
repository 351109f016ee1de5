// `palitan store move`: a folder's records from its files into PostgreSQL, and back.
#include "cli/store_command.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/partnership_name.h"
#include "cli/record.h"
#include "node/record_move.h"

namespace palitan::cli {
namespace {

struct MoveWords {
  std::string from;
  std::string to;
};

constexpr std::string_view kFile = "sqlite:";
constexpr std::string_view kDatabase = "postgres:";

std::string behind(std::string_view kind, const std::string& words) {
  return words.starts_with(kind) ? words.substr(kind.size()) : std::string();
}

/// A bare word is the name of a service.
std::string connection_of(const std::string& words) {
  const auto is_name = std::ranges::all_of(words, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return is_name ? "service=" + words : words;
}

struct Way {
  std::string folder;
  std::string connection;
  bool into_database = false;
};
Done<Way> way_of(const MoveWords& words) {
  Way out;
  out.into_database = words.from.starts_with(kFile);
  out.folder = behind(kFile, out.into_database ? words.from : words.to);
  const auto database = behind(kDatabase, out.into_database ? words.to : words.from);
  if (out.folder.empty() || database.empty())
    return trouble(
        kUsage,
        "Say from where and to where: --from sqlite:FOLDER --to postgres:SERVICE, or --from "
        "postgres:SERVICE --to sqlite:FOLDER. FOLDER is the node's; SERVICE is a name in libpq's service "
        "file, or words like \"host=db1 dbname=palitan user=hq\".");
  out.connection = connection_of(database);
  return out;
}

/// By its parties. A record that cannot be opened, because a move of it was cut off, has its id alone.
NamedPartnership named(const node::Folder& folder, const base::Id& id) {
  NamedPartnership out{id, {}};
  const auto store = folder.open_record(id, true);
  const auto bytes = store ? (*store)->fact(kernel::partnership_key()) : std::nullopt;
  if (bytes)
    if (const auto said = codec::decode<kernel::PartnershipFact>(*bytes))
      for (const auto& party : said->parties) out.parties.push_back(party.code);
  if (out.parties.empty()) out.parties = {short_hex(id)};
  return out;
}

void say(const std::string& name, const Way& way, const node::MovedRecord& moved) {
  fmt::print("{}: {} statements agreed, {} pending, {} accords; both hold the same, derived hash {}.\n", name,
             moved.statements, moved.pending, moved.accords,
             base::to_hex(moved.derived.view()).substr(0, 16));
  if (way.into_database) {
    fmt::print("  It is in postgres:{}, schema {}, from now on.\n", way.connection, moved.database.schema);
    if (!moved.set_aside.empty())
      fmt::print("  The file it was in is of no more use once the database is backed up: {}\n",
                 moved.set_aside.string());
    return;
  }
  fmt::print(
      "  It is in the folder's file from now on. What the database still holds is marked as left; drop the "
      "schema "
      "when the folder is backed up: DROP SCHEMA {} CASCADE\n",
      moved.database.schema);
}

Done<void> move(const Context& context, const MoveWords& words) {
  const auto way = way_of(words);
  if (!way) return tl::unexpected(way.error());
  auto folder = node::Folder::open(way->folder);
  if (!folder) return trouble(folder.error());
  const auto lock = folder->lock();
  if (!lock) return trouble(lock.error());
  auto records = folder->records();
  if (records.empty()) return trouble(kRefused, fmt::format("No partnership is founded in {}.", way->folder));
  std::vector<NamedPartnership> known;
  for (const auto& id : records) known.push_back(named(*folder, id));
  if (!context.partnership.empty()) {
    const auto id = pick_partnership(context.partnership, known);
    if (!id) return tl::unexpected(id.error());
    records = {*id};
  }
  auto json = nlohmann::json::array();
  for (const auto& id : records) {
    const auto moved = way->into_database ? node::move_to_database(*folder, id, way->connection)
                                          : node::move_to_file(*folder, id, way->connection);
    if (!moved) return trouble(moved.error());
    if (!context.json) say(std::ranges::find(known, id, &NamedPartnership::id)->name(), *way, *moved);
    json.push_back({{"partnership", base::to_hex(id.view())},
                    {"statements", moved->statements},
                    {"pending", moved->pending},
                    {"accords", moved->accords},
                    {"derived", base::to_hex(moved->derived.view())},
                    {"schema", moved->database.schema}});
  }
  if (context.json) fmt::print("{}\n", json.dump(2));
  return {};
}

}  // namespace

void add_store_commands(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand("store", "where the records of a node's folder lie");
  at->require_subcommand(1);
  auto words = std::make_shared<MoveWords>();
  auto* out =
      command(*at, context, "move", "move them between the folder's files and PostgreSQL, compared whole",
              [&context, words] { return move(context, *words); });
  out->add_option("--from", words->from, "sqlite:FOLDER or postgres:SERVICE")->required();
  out->add_option("--to", words->to, "the other of the two")->required();
}

}  // namespace palitan::cli
