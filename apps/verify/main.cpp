// palitan-verify BUNDLE: proves a partnership's record from its export, with the pure rooms alone; with
// --proof, a misdeed from its proof file.
#include <cstdio>
#include <string_view>
#include <thread>

#include "audit_bundle.h"
#include "mapped_file.h"
#include "misdeed_words.h"
#include "words.h"

namespace {
using namespace palitan;

constexpr const char* kUsage =
    "palitan-verify BUNDLE [--expect PARTNERSHIP_HEX] [--json] [--threads N]\n"
    "Rebuilds a partnership's record from its bundle and says what that proves.\n"
    "palitan-verify --proof FILE [--expect PARTNERSHIP_HEX] [--json]\n"
    "Checks the proof file of a misdeed and says who signed what.\n"
    "  --expect   the partnership's fingerprint (64 hex digits) as you know it from the founding\n"
    "Exit: 0 proved, 1 not proved (the reason is named), 2 it could not be read or tried.\n";

struct Options {
  const char* path = nullptr;
  bool proof = false;
  std::optional<base::Id> expect;
  bool json = false;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

std::optional<Options> parse(int argc, char** argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--proof") {
      out.proof = true;
    } else if (word == "--json") {
      out.json = true;
    } else if (word == "--expect" && i + 1 < argc) {
      out.expect = base::fixed_from_hex<base::Id>(argv[++i]);
      if (!out.expect) return std::nullopt;
    } else if (word == "--threads" && i + 1 < argc) {
      out.threads = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
      if (out.threads == 0 || out.threads > 64) return std::nullopt;
    } else if (!word.starts_with("-") && out.path == nullptr) {
      out.path = argv[i];
    } else {
      return std::nullopt;
    }
  }
  return out.path != nullptr ? std::optional(out) : std::nullopt;
}

kernel::Audited<kernel::AuditReport> audit(base::ByteView bytes, const Options& options) {
  auto reader = sync::BundleReader::open(bytes);
  if (!reader) return tl::unexpected(kernel::Fault{reader.error(), 0, {}, {}});
  const auto& partnership = reader->header().partnership;
  if (options.expect && *options.expect != partnership)
    return tl::unexpected(kernel::Fault{
        {base::Code::bad_partnership, {}, "the bundle is of " + base::to_hex(partnership.view())},
        0,
        {},
        {}});
  return verify::audit_bundle(*reader, options.threads);
}

int check_misdeed(base::ByteView file, const Options& options) {
  auto proven = kernel::verify_misdeed(file);
  if (proven && options.expect && *options.expect != proven->partnership)
    proven = base::refuse(base::Code::bad_partnership,
                          "the file is of " + base::to_hex(proven->partnership.view()));
  const auto text = !proven        ? verify::not_proven(proven.error(), options.json)
                    : options.json ? verify::as_json(*proven, file, options.expect.has_value())
                                   : verify::in_words(*proven, file, options.expect.has_value());
  std::fputs(text.c_str(), stdout);
  return proven ? 0 : verify::is_unreadable(proven.error()) ? 2 : 1;
}
}  // namespace

int main(int argc, char** argv) {
  const auto options = parse(argc, argv);
  if (!options) return std::fputs(kUsage, stderr), 2;
  const verify::MappedFile file(options->path);
  if (!file.ok()) return std::fprintf(stderr, "%s: cannot be read\n", options->path), 2;
  if (options->proof) return check_misdeed(file.bytes(), *options);
  const auto report = audit(file.bytes(), *options);
  const auto text =
      report ? (options->json ? verify::as_json(*report, options->expect.has_value())
                              : verify::in_words(*report, options->expect.has_value()))
             : (options->json ? verify::as_json(report.error()) : verify::in_words(report.error()));
  std::fputs(text.c_str(), stdout);
  return report ? 0 : 1;
}
