#include "api/not_held.h"

#include <set>

namespace palitan::api {

std::map<base::Id, std::size_t> not_held(node::AttachmentNames& names, const node::Attachments& here,
                                         const store::Store& store) {
  std::map<base::Id, std::size_t> out;
  names.each([&](const node::NamedAttachment& named) {
    if (named.erased || here.has(named.what.hash)) return true;
    const auto row = store.statement(named.act);
    if (!row) return true;
    if (const auto act = statement::decode_statement(row->bytes)) ++out[act->case_of()];
    return true;
  });
  return out;
}

std::size_t not_held_of(node::AttachmentNames& names, const node::Attachments& here,
                        const std::vector<base::Id>& acts) {
  const std::set<base::Id> wanted(acts.begin(), acts.end());
  std::size_t out = 0;
  names.each([&](const node::NamedAttachment& named) {
    if (!named.erased && wanted.contains(named.act) && !here.has(named.what.hash)) ++out;
    return true;
  });
  return out;
}

}  // namespace palitan::api
