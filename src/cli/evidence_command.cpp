// `palitan evidence`: an act of one partnership as a file that proves it, and that file shown in another.

#include "cli/acting.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/misdeed_command.h"
#include "kernel/evidence.h"
#include "kernel/marking.h"

namespace palitan::cli {
namespace {

struct EvidenceWords {
  std::string act;
  std::string file;
  std::string by;
};

Done<void> make(const Context& context, const EvidenceWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto bytes = (*desk)->evidence(words.act);
  if (!bytes) return tl::unexpected(bytes.error());
  if (auto ok = write_file(words.file, *bytes); !ok) return ok;
  fmt::print(
      "Wrote {}: {} bytes that prove the act to anybody. Besides the act they show the founding, who "
      "appointed "
      "its signer, and how many acts its accord has; of these other acts nothing but hashes.\n",
      words.file, bytes->size());
  return {};
}

Done<base::Bytes> bytes_of(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  return base::Bytes{text->begin(), text->end()};
}

Done<void> show(const EvidenceWords& words) {
  const auto bytes = bytes_of(words.file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto proven = kernel::verify_evidence(*bytes);
  if (!proven) return trouble(proven.error());
  const auto& content = proven->statement.content();
  fmt::print("{} of {}\n",
             proven->statement.kind() ? name(*proven->statement.kind()) : "an act of unknown kind",
             to_text(content.effective()));
  fmt::print("  act          {}\n  partnership  {}, of {}\n", base::to_hex(proven->statement.id().view()),
             base::to_hex(proven->partnership.view()), fmt::join(proven->parties, ", "));
  fmt::print("  agreed       by all of them in accord {}, {}\n", proven->height,
             to_text(proven->accord_time));
  if (proven->verdict) fmt::print("  verdict      {}\n", base::name(proven->verdict->code));
  fmt::print("  marking      {}\n", name(kernel::marking_of(content)));
  if (const auto inner = codec::decode<kernel::Evidence>(*bytes))
    fmt::print(
        "  besides      the founding, {} changes of keys, {} appointments, hashes of {} acts of its accord\n",
        inner->key_changes.size(), inner->appointments.size(), inner->results.size() / base::Hash::kSize);
  if (proven->signer) fmt::print("  signed       by {}, {}\n", proven->signer->party, proven->signer->office);
  return {};
}

Done<void> disclose(const Context& context, const EvidenceWords& words) {
  auto bytes = bytes_of(words.file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto time = when(context, "");
  if (!time) return tl::unexpected(time.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto seat = pick_seat(**desk, words.by, statement::Role::custodian);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, statement::Disclose{std::move(*bytes), ""});
  draft.effective = *time;
  const auto done = (*desk)->sign(draft);
  if (!done) return tl::unexpected(done.error());
  say_signed(*done, "disclose");
  return {};
}
}  // namespace

void add_evidence_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<EvidenceWords>();
  auto* at = app.add_subcommand("evidence", "an act of one partnership, proven in another");
  at->require_subcommand(1)->fallthrough();
  auto* one = command(*at, context, "make", "write the file that proves an agreed act",
                      [&context, words] { return make(context, *words); });
  one->add_option("act", words->act, "its id, whole")->required();
  one->add_option("--to", words->file, "the file")->required();
  auto* two = command(*at, context, "show", "check such a file, and say what it proves",
                      [words] { return show(*words); });
  two->add_option("file", words->file, "the file")->required();
  auto* three = command(*at, context, "disclose", "show it in the partnership of --partnership",
                        [&context, words] { return disclose(context, *words); });
  three->add_option("file", words->file, "the file")->required();
  three->add_option("--by", words->by, "the office or seat that signs");
  add_misdeed_command(app, context);
}

}  // namespace palitan::cli
