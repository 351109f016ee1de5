// Any text as the code on a paper, compared with a made record: a code that is read is written to the same
// text, and only the true one is proven. Input: a byte that changes the record's answers, then the text.
#include "base/check.h"
#include "kernel/accord.h"
#include "kit/record.h"
#include "kit/text_mutator.h"
#include "merkle/proof.h"
#include "papers/form_check.h"

namespace {
using namespace palitan;

/// The made log up to what is agreed, under one accord of height 3.
struct World {
  merkle::Levels tree;
  std::vector<base::Id> log;
  kernel::AccordPoint point;
  World() {
    for (std::size_t i = 0; i < fuzz::record().agreed; ++i) {
      log.push_back(fuzz::record().acts[i]->id());
      tree.append(merkle::leaf_hash(log.back().view()));
    }
    point.height = 3;
    point.size = log.size();
    point.root = merkle::root_at(log.size(), tree.reader());
  }
};
const World& world() {
  static const World kWorld;
  return kWorld;
}

papers::PaperSource source(std::uint8_t odd) {
  papers::PaperSource out;
  using Place = papers::PaperSource::Place;
  out.partnership = fuzz::record().partnership;
  out.place = [odd](const base::Id& id) -> std::optional<std::optional<Place>> {
    for (std::size_t i = 0; i < fuzz::record().acts.size(); ++i)
      if (fuzz::record().acts[i]->id() == id)
        return i < world().log.size() ? std::optional(Place{(i + (odd == 1)) % 20, 3}) : std::nullopt;
    return std::nullopt;
  };
  out.note = [odd](std::uint64_t height) -> std::optional<std::string> {
    if (height != 3) return std::nullopt;
    if (odd == 2) return "no note";
    merkle::Note note;
    note.text = kernel::checkpoint_body(fuzz::record().partnership, world().point);
    const std::array<std::uint8_t, 32> seed{};
    const auto key = crypto::key_pair_from_seed(seed);
    note.signatures.push_back(kernel::cosign_accord(key, "jpn", world().point, note.text));
    return merkle::format(note);
  };
  out.log = [odd](std::uint64_t count) {
    auto log = world().log;
    log.resize(static_cast<std::size_t>(odd == 3 ? count / 2 : count));
    return log;
  };
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto code = papers::parse_paper_code(text);
  if (!code) {
    PALITAN_CHECK(!code.error().empty());
    return 0;
  }
  const auto written = papers::to_text(*code);
  PALITAN_CHECK(text.find(written) != text.npos);
  PALITAN_CHECK(papers::parse_paper_code(written) == *code);
  const std::uint8_t odd = data[0] % 4;
  const auto check = papers::check_paper(*code, source(odd));
  PALITAN_CHECK(!papers::sentences(*code, check).empty());
  if (check.finding == papers::PaperFinding::proven) {
    PALITAN_CHECK(odd == 0 && code->point && code->point->height == 3);
    PALITAN_CHECK(code->point->root == world().point.root);
    PALITAN_CHECK(std::ranges::count(world().log, code->statement) == 1);
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  static const auto kParts = [] {
    std::vector<std::string> out = {"palitan", "1", "-", "0", "3", "03", "18446744073709551616", " ", ""};
    out.push_back(base::to_hex(fuzz::record().partnership.view()));
    for (const std::size_t i : {std::size_t{0}, std::size_t{7}, std::size_t{30}})
      out.push_back(base::to_hex(fuzz::record().acts[i]->id().view()));
    out.push_back(base::to_hex(world().point.root.view()));
    return out;
  }();
  return fuzz::change_lines(data, size, max_size, seed, 1, ":", kParts);
}
