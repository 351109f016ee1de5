#include "dump.h"

#include <fmt/format.h>

#include "sync/messages.h"

namespace palitan::sim {
namespace {

std::string hex(base::ByteView bytes) { return bytes.empty() ? "-" : base::to_hex(bytes); }

void dump_log(const store::Store& store, std::string& out) {
  std::map<std::uint64_t, std::string> postings;  // lines, by position
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    postings[row.position] += fmt::format("post {} {} {}\n", hex(base::view_of(to_text(row.posting.account))),
                                          hex(base::view_of(row.posting.commodity)), row.posting.amount);
    return true;
  });
  for (const auto& entry : store.log(0, store.log_size())) {
    out += fmt::format("act {} {} {} {}\n", hex(*store.logged_bytes(entry.position)), entry.code,
                       hex(base::view_of(entry.clause)), entry.state);
    if (const auto at = postings.find(entry.position); at != postings.end()) out += at->second;
  }
}
}  // namespace

std::string dump(node::World& world) {
  std::string out;
  for (const auto& party : world.parties()) {
    const auto& store = world.store(party);
    out += "node " + party + "\n";
    dump_log(store, out);
    for (std::uint64_t height = 0; const auto row = store.accord(height); ++height)
      out +=
          fmt::format("final {}\n", hex(base::view_of(codec::decode<sync::AccordPaper>(row->bytes)->note)));
  }
  return out;
}

}  // namespace palitan::sim
