// Does it hold? The export, its audit by another program, the journal by others' programs, and the summary.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "cli/demo_stage.h"
#include "cli/exports.h"
#include "cli/files.h"
#include "cli/folder_record.h"
#include "crypto/hash.h"
#include "node/clock.h"
#include "papers/journal.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// One node's result, as it is printed and as it stands in summary.json.
struct Outcome {
  Status status;
  std::string note;
  std::vector<BalanceRow> balances;
};

Done<Outcome> outcome_of(Record& record, const store::Store& store) {
  auto status = record.status();
  if (!status) return tl::unexpected(status.error());
  auto balances = record.balances(std::nullopt, false);
  if (!balances) return tl::unexpected(balances.error());
  Outcome out{std::move(*status), {}, std::move(*balances)};
  if (const auto row = store.last_accord())
    if (const auto paper = codec::decode<sync::AccordPaper>(row->bytes)) out.note = paper->note;
  return out;
}

Json json_of(const Outcome& outcome, const fs::path& folder) {
  Json out = {{"party", outcome.status.party},   {"folder", folder.string()},
              {"height", outcome.status.height}, {"log_size", outcome.status.log_size},
              {"root", outcome.status.root},     {"results", outcome.status.results}};
  auto& cosignatures = out["cosignatures"] = Json::array();
  if (const auto note = merkle::parse_note(outcome.note))
    for (const auto& signature : note->signatures)
      cosignatures.push_back({{"name", signature.name}, {"signature", base::to_base64(signature.signature)}});
  out["balances"] = Json::parse(balances_json(outcome.balances));
  return out;
}

/// The same in everything that both must agree on.
bool equal(const Outcome& a, const Outcome& b) {
  return a.status.height == b.status.height && a.status.log_size == b.status.log_size &&
         a.status.root == b.status.root && a.status.results == b.status.results && a.note == b.note &&
         balances_json(a.balances) == balances_json(b.balances);
}

void print_outcome(const Nation& one, const Outcome& outcome) {
  fmt::print("  {}\n", one.name);
  fmt::print("    log size      {} statements in {} accords\n", outcome.status.log_size,
             outcome.status.height + 1);
  fmt::print("    root          {}\n", outcome.status.root);
  fmt::print("    results       {}\n", outcome.status.results);
  std::string names;
  for (const auto& name : outcome.status.cosigned_by) names += (names.empty() ? "" : " and ") + name;
  fmt::print("    cosignatures  {}\n    balances\n", names);
  fmt::print("{}", balances_text(outcome.balances, 6));
}

/// A program's exit status and what it printed; nothing where it cannot be started.
struct Ran {
  int status = -1;
  std::string printed;
};
std::optional<Ran> run_program(std::vector<std::string> words) {
  int ends[2];
  if (::pipe(ends) != 0) return std::nullopt;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const bool started = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  Ran out;
  char buffer[4096];
  for (ssize_t n = 0; started && (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    out.printed.append(buffer, static_cast<std::size_t>(n));
  ::close(ends[0]);
  if (!started) return std::nullopt;
  int status = 0;
  ::waitpid(child, &status, 0);
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

std::string indented(const std::string& text) {
  std::string out = "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  out.erase(out.find_last_not_of(" \n") + 1);
  return out + "\n";
}

/// What one book came to: the same file from every member, its proof, and what each node says.
struct Proof {
  fs::path bundle;
  std::vector<Outcome> outcomes;
  bool same = false;
};

Done<void> prove_bundle(Stage& stage, Proof& proof) {
  const auto id = base::to_hex(stage.partnership().view());
  proof.bundle = stage.options().dir / (id + ".bundle");
  std::vector<base::Hash> hashes;
  for (auto& one : stage.nations()) {
    const auto bytes =
        bundle_of(*one.service->writer().store(stage.partnership()), one.service->folder().file().ceiling);
    if (!bytes) return tl::unexpected(bytes.error());
    hashes.push_back(crypto::sha256(*bytes));
    if (hashes.size() == 1)
      if (auto ok = write_file(proof.bundle, *bytes); !ok) return ok;
  }
  const auto& name = stage.book().name;
  stage.check(fmt::format("every node exports the same bundle of {}, byte for byte", name),
              std::count(hashes.begin(), hashes.end(), hashes[0]) == std::ssize(hashes));
  fmt::print("  Bundle {}\n    {} bytes, the same from every node.\n", proof.bundle.string(),
             fs::file_size(proof.bundle));
  std::error_code error;
  const auto verify = fs::read_symlink("/proc/self/exe", error).parent_path() / "palitan-verify";
  const auto ran = run_program({verify.string(), proof.bundle.string(), "--expect", id});
  stage.check(fmt::format("palitan-verify proves the bundle of {}", name), ran && ran->status == 0);
  if (ran) fmt::print("  palitan-verify says:\n{}", indented(ran->printed));
  return {};
}

Done<void> prove_journal(Stage& stage) {
  auto& one = stage.nations()[0];
  const auto& store = *one.service->writer().store(stage.partnership());
  const auto journal = stage.options().dir / (stage.book().name + ".journal");
  const auto text = papers::journal_of(store, statement::Marking::restricted);
  if (!text) return trouble(text.error());
  if (auto ok = write_file(journal, base::view_of(*text)); !ok) return ok;
  const auto rows = one.desk->balances(std::nullopt, false);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto* program : {"hledger", "ledger"}) {
    const auto ran = run_program(papers::journal_balance_command(program, journal.string()));
    if (!ran || ran->status == 127) {
      fmt::print("  {} is not installed: its check of the journal is left out.\n", program);
      continue;
    }
    const auto read = papers::parse_journal_balances(program, ran->printed);
    const bool same = ran->status == 0 && read && balances_json(rows_of(*read)) == balances_json(*rows);
    stage.check(fmt::format("{} finds the same balances in the journal of {}", program, stage.book().name),
                same);
    fmt::print("  {} reads {} and finds {}.\n", program, journal.string(),
               same ? "the same balances" : "OTHER balances");
    if (!same) fmt::print("{}", indented(ran->printed));
  }
  return {};
}

Done<void> prove_equal(Stage& stage, Proof& proof) {
  for (auto& one : stage.nations()) {
    auto outcome = outcome_of(*one.desk, *one.service->writer().store(stage.partnership()));
    if (!outcome) return tl::unexpected(outcome.error());
    print_outcome(one, *outcome);
    proof.outcomes.push_back(std::move(*outcome));
  }
  proof.same = std::all_of(proof.outcomes.begin(), proof.outcomes.end(),
                           [&](const auto& one) { return equal(one, proof.outcomes[0]); });
  stage.check(fmt::format("the nodes of {} hold the same log, root, results, cosignatures and balances",
                          stage.book().name),
              proof.same);
  fmt::print("\n  {}\n", proof.same ? "They are equal: log size, root, results, cosignatures and balances."
                                    : "THEY DIFFER.");
  return {};
}

Json json_of(Stage& stage, const Proof& proof) {
  Json out = {{"name", stage.book().name},
              {"partnership", base::to_hex(stage.partnership().view())},
              {"bundle", proof.bundle.string()},
              {"equal", proof.same}};
  auto& nodes = out["nodes"] = Json::array();
  for (std::size_t i = 0; i < proof.outcomes.size(); ++i)
    nodes.push_back(json_of(proof.outcomes[i], stage.options().dir / stage.nations()[i].code));
  return out;
}
}  // namespace

Done<void> prove(Stage& stage) {
  Json books = Json::array();
  for (const auto& book : stage.books()) {
    stage.open_book(book.name);
    chapter(fmt::format("The proof: the book of {}", book.between));
    Proof proof;
    if (auto ok = stage.settle(); !ok) return ok;
    if (auto ok = prove_bundle(stage, proof); !ok) return ok;
    if (auto ok = prove_journal(stage); !ok) return ok;
    if (auto ok = prove_equal(stage, proof); !ok) return ok;
    books.push_back(json_of(stage, proof));
  }
  Json out = {{"format", "palitan-demonstration/2"}, {"books", std::move(books)}};
  auto& checks = out["checks"] = Json::array();
  for (const auto& check : stage.checks()) checks.push_back({{"claim", check.claim}, {"held", check.held}});
  const auto text = out.dump(2) + "\n";
  return write_file(stage.options().dir / "summary.json", base::view_of(text));
}

namespace {
/// What a folder says of one of its records with nobody serving it.
Done<Json> said_from_disk(const fs::path& dir, const base::Id& partnership) {
  const auto folder = node::Folder::open(dir);
  if (!folder) return trouble(folder.error());
  const auto record = FolderRecord::open(*folder, base::to_hex(partnership.view()), node::system_now());
  if (!record) return tl::unexpected(record.error());
  const auto outcome = outcome_of(**record, (*record)->store());
  if (!outcome) return tl::unexpected(outcome.error());
  return json_of(*outcome, dir);
}
}  // namespace

Done<void> prove_from_disk(Stage& stage) {
  std::ifstream in(stage.options().dir / "summary.json");
  const auto summary = Json::parse(in, nullptr, false);
  if (summary.is_discarded()) return trouble(kFailed, "summary.json cannot be read again.");
  for (std::size_t b = 0; b < stage.books().size(); ++b) {
    const auto& book = stage.books()[b];
    for (std::size_t i = 0; i < book.parties.size(); ++i) {
      const auto said = said_from_disk(stage.options().dir / book.parties[i], book.partnership);
      if (!said) return tl::unexpected(said.error());
      stage.check(fmt::format("the folder of {} says the same of {} with nobody serving it", book.parties[i],
                              book.name),
                  *said == summary.at("books").at(b).at("nodes").at(i));
    }
    if (auto ok = prove_privacy(stage, book); !ok) return ok;
  }
  return {};
}

}  // namespace palitan::cli
