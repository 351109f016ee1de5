// `palitan act`: any act by its fields, for what has no command of its own: visits, grants, accounts,
// credits, rounds of netting.
#include <iostream>
#include <iterator>

#include "api/draft_json.h"
#include "api/json_view.h"
#include "cli/acting.h"
#include "cli/attaching.h"
#include "cli/commands.h"
#include "cli/files.h"

namespace palitan::cli {
namespace {
using Json = api::Json;

struct ActWords {
  std::string kind;
  std::string in;
  std::string body;
  std::string by;
  std::string at;
  bool blank = false;
  bool list = false;
  std::vector<std::string> attach;
};

Done<statement::Kind> kind_named(const std::string& word) {
  statement::Kind kind{};
  if (from_name(word, kind)) return kind;
  return trouble(kUsage, fmt::format("'{}' is no kind of act. See them with: palitan act --list.", word));
}

Done<std::string> text_of_file(const std::string& path) {
  if (path == "-") return std::string{std::istreambuf_iterator<char>(std::cin), {}};
  return read_file(path);
}

/// The names of a described type's fields.
struct FieldNames {
  std::string all;
  template <class T>
  void field(unsigned, std::string_view name, T&) {
    all += (all.empty() ? "" : ", ") + std::string(name);
  }
};

void list_kinds(bool fields) {
  for (const auto& row : rows_of(statement::Kind{})) {
    fmt::print("{}\n", row.name);
    statement::Kind kind{};
    if (!fields || !from_name(row.name, kind)) continue;
    FieldNames names;
    statement::with_body(kind, [&](auto fresh) { describe(names, fresh); });
    fmt::print("    {}\n", names.all.empty() ? "no fields" : names.all);
  }
}

/// The fields with nothing filled in. What the record may leave out may be left out here too.
Done<void> blank(const ActWords& words) {
  const auto kind = kind_named(words.kind);
  if (!kind) return tl::unexpected(kind.error());
  statement::with_body(*kind, [](auto fresh) { fmt::print("{}\n", api::json_of(fresh).dump(2)); });
  return {};
}

/// The seat named, else the only unlocked one of this party.
Done<base::KeyId> seat_named(Desk& desk, const std::string& by) {
  const auto seats = desk.seats();
  if (!seats) return tl::unexpected(seats.error());
  std::vector<base::KeyId> fit;
  for (const auto& row : *seats)
    if (by.empty()
            ? row.here == "unlocked" && !row.fact.root
            : row.here != "no" && (row.fact.office == by || base::to_hex(row.seat.view()).starts_with(by)))
      fit.push_back(row.seat);
  if (fit.size() == 1) return fit.front();
  return trouble(kUsage, fit.empty()
                             ? "No unlocked seat of this node fits. Name one with --by."
                             : "Several seats fit. Name one with --by: its office, or its first digits.");
}

Done<void> sign_act(const Context& context, const ActWords& words) {
  const auto kind = kind_named(words.kind);
  if (!kind) return tl::unexpected(kind.error());
  const auto time = when(context, words.at);
  if (!time) return tl::unexpected(time.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto seat = seat_named(**desk, words.by);
  if (!seat) return tl::unexpected(seat.error());
  Json json = {{"seat", base::to_hex(seat->view())}, {"kind", words.kind}, {"effective", to_text(*time)}};
  if (!words.in.empty()) {
    const auto id = pick_case(**desk, words.in, "");
    if (!id) return tl::unexpected(id.error());
    json["case"] = base::to_hex(id->view());
  }
  if (!words.body.empty()) {
    const auto text = text_of_file(words.body);
    if (!text) return tl::unexpected(text.error());
    auto body = Json::parse(*text, nullptr, false);
    if (body.is_discarded()) return trouble(kUsage, fmt::format("'{}' is not JSON.", words.body));
    json["body"] = std::move(body);
  }
  auto draft = api::read_draft(json.dump());
  if (!draft) return trouble(draft.error());
  auto attached = attach_files(**desk, words.attach);
  if (!attached) return tl::unexpected(attached.error());
  draft->attachments = std::move(*attached);
  const auto done = (*desk)->sign(*draft);
  if (!done) return tl::unexpected(done.error());
  say_signed(*done, words.kind);
  return {};
}
}  // namespace

void add_act_command(CLI::App& app, Context& context) {
  auto words = std::make_shared<ActWords>();
  auto* at = command(app, context, "act", "any act by its fields: visits, grants, accounts, credits, netting",
                     [&context, words]() -> Done<void> {
                       if (words->kind.empty() || words->list) return list_kinds(words->list), Done<void>{};
                       return words->blank ? blank(*words) : sign_act(context, *words);
                     });
  at->add_option("kind", words->kind, "the kind of act; left out: lists them");
  at->add_flag("--list", words->list, "list the kinds of acts, each with its fields");
  at->add_flag("--template", words->blank, "print its fields, to be filled in");
  at->add_option("--in", words->in, "the case: first digits of its id, or its name");
  at->add_option("--body", words->body, "file with its fields as JSON, or - for what is piped in");
  at->add_option("--by", words->by, "the office or seat that signs");
  at->add_option("--at", words->at, "when it took effect, as 2026-11-23T14:00+08:00; now if left out");
  at->add_option("--attach", words->attach, "files to attach");
}

}  // namespace palitan::cli
