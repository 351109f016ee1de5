#include "node/attachment_names.h"

#include <algorithm>
#include <utility>

#include "kernel/marking.h"

namespace palitan::node {
namespace {

std::vector<NamedAttachment> named_in(const statement::Statement& act) {
  std::vector<NamedAttachment> out;
  const auto marking = kernel::marking_of(act.content());
  for (const auto& what : act.content().attachments)
    out.push_back({what, act.id(), act.content().seat, false, marking});
  return out;
}
std::vector<NamedAttachment> named_in(const base::Bytes& bytes) {
  const auto act = statement::decode_statement(bytes);
  // Was read when it came; a damaged file says so elsewhere.
  return act ? named_in(*act) : std::vector<NamedAttachment>{};
}

}  // namespace

void AttachmentNames::catch_up() {
  for (const auto size = store_.log_size(); read_ < size; ++read_) {
    const auto bytes = store_.logged_bytes(read_);
    const auto act = bytes ? statement::decode_statement(*bytes) : base::refuse(base::Code::local_damaged);
    if (!act) continue;
    note_erasure(read_, *act);
    for (auto& named : named_in(*act)) {
      by_hash_.emplace(named.what.hash, agreed_.size());
      agreed_.push_back(std::move(named));
    }
  }
}

void AttachmentNames::note_erasure(std::uint64_t position, const statement::Statement& act) {
  if (act.kind() != statement::Kind::erase) return;
  const auto entry = store_.log(position, 1);
  const auto body = statement::read_body<statement::Erase>(act.content());
  if (entry.empty() || entry[0].code != static_cast<std::uint16_t>(base::Code::accepted) || !body) return;
  for (auto [at, end] = by_hash_.equal_range(body->attachment); at != end; ++at)
    if (agreed_[at->second].act == body->of) agreed_[at->second].erased = true;
  news_.push_back(body->attachment);
}

bool AttachmentNames::erased(const base::Hash& hash) {
  const auto namings = of(hash);
  return !namings.empty() &&
         std::all_of(namings.begin(), namings.end(), [](const auto& named) { return named.erased; });
}

std::vector<base::Hash> AttachmentNames::newly_erased() {
  const std::lock_guard lock(mutex_);
  catch_up();
  return std::exchange(news_, {});
}

void AttachmentNames::each(const std::function<bool(const NamedAttachment&)>& each) {
  const std::lock_guard lock(mutex_);
  // Pending first: what becomes agreed between the two looks is then seen twice rather than never.
  const auto pending = store_.pending();
  catch_up();
  for (const auto& named : agreed_)
    if (!each(named)) return;
  for (const auto& [id, row] : pending) {
    if (row.held || row.entry) continue;
    for (const auto& named : named_in(row.bytes))
      if (!each(named)) return;
  }
}

std::vector<NamedAttachment> AttachmentNames::of(const base::Hash& hash) {
  const std::lock_guard lock(mutex_);
  const auto pending = store_.pending();
  catch_up();
  std::vector<NamedAttachment> out;
  for (auto [at, end] = by_hash_.equal_range(hash); at != end; ++at) out.push_back(agreed_[at->second]);
  for (const auto& [id, row] : pending) {
    if (row.held || row.entry) continue;
    for (auto& named : named_in(row.bytes))
      if (named.what.hash == hash) out.push_back(std::move(named));
  }
  return out;
}

statement::PartyCode AttachmentNames::party_of(const base::KeyId& seat) const {
  const auto key = kernel::seat_key(seat);
  const auto bytes = store_.fact(key);
  const auto fact = bytes ? kernel::decode_fact(key.kind, *bytes)
                          : base::Result<kernel::FactPtr>(base::refuse(base::Code::local_not_found));
  const auto* known = fact ? kernel::fact_as<kernel::SeatFact>(fact->get()) : nullptr;
  return known != nullptr ? known->party : statement::PartyCode{};
}

}  // namespace palitan::node
