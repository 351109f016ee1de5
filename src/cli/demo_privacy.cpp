// Who holds what: no file of a nation outside a book holds anything of it but what was disclosed to that
// nation.
#include <algorithm>
#include <fstream>

#include "cli/book_marks.h"
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

/// What was disclosed on purpose in a nation's own books. Takes out of `marks` what these books say anyway.
Done<std::string> shown_to(Stage& stage, const Nation& one, BookMarks& marks) {
  std::string out;
  for (const auto& book : stage.books()) {
    if (!is_member(book, one.code)) continue;
    const auto record = opened(stage.options().dir / one.code, book.partnership);
    if (!record) return tl::unexpected(record.error());
    out += shown_on_purpose((*record)->store());
    marks.leave_out_what_stands_in((*record)->store());
  }
  return out;
}

/// The marks that stand in the files under `dir`, or in their names.
std::set<std::string> found_under(const fs::path& dir, const BookMarks& marks) {
  std::set<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    out.merge(marks.found_in(text));
    out.merge(marks.found_in(entry.path().string()));
  }
  return out;
}
}  // namespace

Done<void> prove_privacy(Stage& stage, const SharedBook& book) {
  BookMarks whole;
  {
    const auto member = opened(stage.options().dir / book.parties[0], book.partnership);
    if (!member) return tl::unexpected(member.error());
    whole.add_book((*member)->store());
  }
  for (const auto& one : stage.everybody()) {
    const auto dir = stage.options().dir / one.code;
    // The same search finds them with a member, so it can find. A page of a file may cut one in two.
    if (is_member(book, one.code)) {
      stage.check(fmt::format("{} holds the book {}", one.code, book.name),
                  found_under(dir, whole).size() * 10 > whole.size() * 9);
      continue;
    }
    auto marks = whole;
    const auto disclosed = shown_to(stage, one, marks);
    if (!disclosed) return tl::unexpected(disclosed.error());
    const auto shown = marks.found_in(*disclosed);
    auto seen = found_under(dir, marks);
    std::erase_if(seen, [&](const auto& mark) { return shown.contains(mark); });
    for (const auto& mark : seen) fmt::print("    {} holds {}\n", one.code, mark);
    stage.check(fmt::format("no file of {} holds an id, signature, text or account of the book {} ({} looked "
                            "for) but {} in evidence disclosed to it",
                            one.code, book.name, marks.size(), shown.size()),
                seen.empty());
  }
  return {};
}

}  // namespace palitan::cli
