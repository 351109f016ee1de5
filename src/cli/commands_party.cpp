// Making a party and founding a partnership.

#include <fmt/ostream.h>

#include "cli/ceremony.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "crypto/fingerprint.h"
#include "papers/qr.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

Done<std::vector<statement::Party>> read_parties(const std::vector<std::string>& files) {
  std::vector<statement::Party> out;
  for (const auto& file : files) {
    const auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    auto party = node::parse_party_json(*text);
    if (!party) return trouble(party.error());
    out.push_back(std::move(*party));
  }
  return out;
}

Done<FoundingFile> read_founding(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  return parse_founding(*text);
}

void print_party(const statement::Party& party, bool with_picture) {
  fmt::print("{} ({}): {} root keys, {} of them sign for it\n", party.name, party.code, party.roots.size(),
             party.threshold);
  fmt::print("  fingerprint   {}\n", crypto::fingerprint_words(fingerprint_of(party)));
  if (with_picture) fmt::print("\n{}\n", papers::qr_text(fingerprint_uri(party)));
}

struct PartyOptions {
  std::string dir;
  PartyPlan plan;
};

Done<void> init_party(const Context& context, const PartyOptions& options) {
  const auto dir = options.dir.empty() ? context.node_dir : options.dir;
  if (dir.empty()) return trouble(kUsage, "Name the folder to make: --dir DIR.");
  const auto passphrase = read_passphrase(context.passphrase_file, "the keys of " + options.plan.name, true);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto party = make_party(dir, options.plan, passphrase->view());
  if (!party) return tl::unexpected(party.error());
  fmt::print("Made {}: root keys, accord key and node key, each wrapped under the passphrase.\n\n", dir);
  print_party(*party, true);
  fmt::print(
      "Give {}/party.json to the other party, and compare these words with its officer in person.\n"
      "Nothing secret is in that file. Keep keys/roots/ offline once the founding is done.\n",
      dir);
  return {};
}

Done<void> show_party(const Context& context, const std::vector<std::string>& files) {
  if (files.empty()) {
    const auto folder = folder_of(context);
    if (!folder) return tl::unexpected(folder.error());
    const auto party = folder->read_party();
    if (!party) return trouble(party.error());
    print_party(*party, true);
    return {};
  }
  const auto parties = read_parties(files);
  if (!parties) return tl::unexpected(parties.error());
  for (const auto& party : *parties) print_party(party, true);
  return {};
}

struct FoundOptions {
  std::string dir;
  std::vector<std::string> with;
  std::string arrangement;
  std::string out;
  std::vector<std::string> files;
};

Done<node::Folder> own_folder(const Context& context, const std::string& dir) {
  auto folder = node::Folder::open(dir.empty() ? context.node_dir : dir);
  if (!folder) return trouble(folder.error());
  return std::move(*folder);
}

void print_founding(const FoundingFile& file) {
  const auto id = partnership_of(file);
  const auto found = found_of(file);
  fmt::print("Founding {}\n", base::to_hex(id.view()));
  fmt::print("  in words      {}\n", crypto::fingerprint_words(*base::Hash::from(id.view())));
  for (const auto& party : found.parties) print_party(party, false);
  fmt::print("  arrangement   {}\n", found.arrangement);
  const auto missing = missing_signatures(file);
  fmt::print("  cosigned by {} roots", file.signatures.size());
  if (missing.empty()) {
    fmt::print(": complete.\n");
    return;
  }
  std::string names;
  for (const auto& name : missing) names += (names.empty() ? "" : ", ") + name;
  fmt::print("; missing: {}.\n", names);
}

Done<void> draft(const Context& context, const FoundOptions& options) {
  const auto folder = own_folder(context, options.dir);
  if (!folder) return tl::unexpected(folder.error());
  auto others = read_parties(options.with);
  if (!others) return tl::unexpected(others.error());
  const auto passphrase = read_passphrase(context.passphrase_file, "the root keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  auto file = draft_founding(*folder, passphrase->view(), *others, options.arrangement, context.clock());
  if (!file) return tl::unexpected(file.error());
  if (auto ok = sign_founding(*folder, passphrase->view(), *others, *file); !ok) return ok;
  if (auto ok = write_file(options.out, base::view_of(founding_text(*file))); !ok) return ok;
  print_founding(*file);
  fmt::print("\nWritten to {}. Carry it to each other party; it signs with: palitan partnership sign\n",
             options.out);
  return {};
}

Done<void> sign(const Context& context, const FoundOptions& options) {
  const auto folder = own_folder(context, options.dir);
  if (!folder) return tl::unexpected(folder.error());
  auto known = read_parties(options.with);
  if (!known) return tl::unexpected(known.error());
  auto file = read_founding(options.files.front());
  if (!file) return tl::unexpected(file.error());
  const auto passphrase = read_passphrase(context.passphrase_file, "the root keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  if (auto ok = sign_founding(*folder, passphrase->view(), *known, *file); !ok) return ok;
  if (auto ok = write_file(options.out, base::view_of(founding_text(*file))); !ok) return ok;
  print_founding(*file);
  fmt::print(
      "\nWritten to {}. When it is complete, every party finishes with it: palitan partnership finish\n",
      options.out);
  return {};
}

Done<void> finish(const Context& context, const FoundOptions& options) {
  const auto folder = own_folder(context, options.dir);
  if (!folder) return tl::unexpected(folder.error());
  std::vector<FoundingFile> files;
  for (const auto& name : options.files) {
    auto file = read_founding(name);
    if (!file) return tl::unexpected(file.error());
    files.push_back(std::move(*file));
  }
  const auto file = merge_foundings(files);
  if (!file) return tl::unexpected(file.error());
  print_founding(*file);
  const auto id = finish_founding(*folder, *file);
  if (!id) return tl::unexpected(id.error());
  fmt::print(
      "\nThe record of partnership {} begins in {}. Compare its words with the other party once more.\n",
      short_hex(*id), folder->dir().string());
  return {};
}

void add_partnership(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand("partnership", "found a partnership, by files carried between machines");
  at->require_subcommand(1)->fallthrough();
  auto options = std::make_shared<FoundOptions>();
  auto* make =
      command(*at, context, "found", "draft and sign the founding (the party whose code comes first)",
              [&context, options] { return draft(context, *options); });
  make->add_option("--arrangement", options->arrangement,
                   "the arrangement that recognises electronic signatures")
      ->required();
  auto* cosign = command(*at, context, "sign", "cosign another party's draft with this party's roots",
                         [&context, options] { return sign(context, *options); });
  cosign->add_option("file", options->files, "the founding file")->required()->expected(1);
  for (auto* one : {make, cosign}) {
    one->add_option("--with", options->with, "party.json of each other party, compared in person")
        ->allow_extra_args(false)
        ->required();
    one->add_option("--out", options->out, "where to write the founding file")->required();
  }
  auto* end = command(*at, context, "finish", "begin the record from the completed founding",
                      [&context, options] { return finish(context, *options); });
  end->add_option("files", options->files, "founding files; signatures made apart are put together")
      ->required();
  for (auto* one : {make, cosign, end}) one->add_option("--dir", options->dir, "this party's folder");
}
}  // namespace

void add_party_commands(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand("party", "make a party's keys and folder");
  at->require_subcommand(1)->fallthrough();
  add_key_commands(*at, context);
  auto options = std::make_shared<PartyOptions>();
  auto* init = command(*at, context, "init", "make root, accord and node keys and party.json",
                       [&context, options] { return init_party(context, *options); });
  init->add_option("--dir", options->dir, "folder to make");
  init->add_option("--code", options->plan.code, "three letters, as jpn or phl")->required();
  init->add_option("--name", options->plan.name, "the party's name")->required();
  init->add_option("--roots", options->plan.roots, "how many root keys")->capture_default_str();
  init->add_option("--threshold", options->plan.threshold, "how many of them must sign")
      ->capture_default_str();
  auto files = std::make_shared<std::vector<std::string>>();
  auto* show = command(*at, context, "show", "fingerprint of this party, or of party.json files",
                       [&context, files] { return show_party(context, *files); });
  show->add_option("files", *files, "party.json of other parties");
  add_partnership(app, context);
}

}  // namespace palitan::cli
