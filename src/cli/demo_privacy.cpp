// Who holds what: no file of a nation outside a book holds anything of it but what was disclosed to that
// nation.
#include <algorithm>
#include <fstream>

#include "cli/demo_stage.h"
#include "cli/folder_record.h"
#include "node/clock.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

Done<std::unique_ptr<FolderRecord>> opened(const fs::path& dir, const base::Id& partnership) {
  const auto folder = node::Folder::open(dir);
  if (!folder) return trouble(folder.error());
  return FolderRecord::open(*folder, base::to_hex(partnership.view()), node::system_now());
}

bool is_member(const SharedBook& book, const std::string& code) {
  return std::find(book.parties.begin(), book.parties.end(), code) != book.parties.end();
}

/// Every id of a book: of the partnership and of each statement.
Done<std::vector<base::Id>> ids_of(const fs::path& member, const base::Id& partnership) {
  const auto record = opened(member, partnership);
  if (!record) return tl::unexpected(record.error());
  std::vector<base::Id> out = {partnership};
  const auto& store = (*record)->store();
  for (const auto& entry : store.log(0, store.log_size())) out.push_back(entry.id);
  return out;
}

/// All that was disclosed in the books of a nation, as it was signed there.
Done<std::string> disclosed_to(Stage& stage, const Nation& one) {
  std::string out;
  for (const auto& book : stage.books()) {
    if (!is_member(book, one.code)) continue;
    const auto record = opened(stage.options().dir / one.code, book.partnership);
    if (!record) return tl::unexpected(record.error());
    const auto rows = (*record)->log(0, (*record)->store().log_size());
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows) {
      if (row.act.kind != "disclose") continue;
      const auto id = base::fixed_from_hex<base::Id>(row.act.id);
      const auto stored = id ? (*record)->store().statement(*id) : std::nullopt;
      if (stored) out.append(stored->bytes.begin(), stored->bytes.end());
    }
  }
  return out;
}

/// How many files under `dir` hold one of the ids, as bytes, in hex or as their name.
std::size_t files_with(const fs::path& dir, const std::vector<base::Id>& ids) {
  std::vector<std::string> marks;
  for (const auto& id : ids) {
    marks.emplace_back(id.raw.begin(), id.raw.end());
    marks.push_back(base::to_hex(id.view()));
  }
  std::size_t out = 0;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    out += std::any_of(marks.begin(), marks.end(), [&](const auto& mark) {
      return text.find(mark) != std::string::npos || entry.path().string().find(mark) != std::string::npos;
    });
  }
  return out;
}
}  // namespace

Done<void> prove_privacy(Stage& stage, const SharedBook& book) {
  const auto ids = ids_of(stage.options().dir / book.parties[0], book.partnership);
  if (!ids) return tl::unexpected(ids.error());
  for (const auto& one : stage.everybody()) {
    const auto dir = stage.options().dir / one.code;
    // The same search finds them with a member, so it can find.
    if (is_member(book, one.code)) {
      stage.check(fmt::format("{} holds the book {}", one.code, book.name), files_with(dir, *ids) > 0);
      continue;
    }
    const auto disclosed = disclosed_to(stage, one);
    if (!disclosed) return tl::unexpected(disclosed.error());
    auto hidden = *ids;
    std::erase_if(hidden, [&](const base::Id& id) {
      return disclosed->find(std::string(id.raw.begin(), id.raw.end())) != std::string::npos;
    });
    stage.check(
        fmt::format("no file of {} holds any of the {} ids of the book {} but {} in evidence disclosed to it",
                    one.code, ids->size(), book.name, ids->size() - hidden.size()),
        files_with(dir, hidden) == 0);
  }
  return {};
}

}  // namespace palitan::cli
