#include "node/evidence_maker.h"

#include <algorithm>

#include "crypto/hash.h"
#include "kernel/accord.h"
#include "kernel/batch.h"
#include "kernel/marking.h"
#include "merkle/note.h"
#include "merkle/proof.h"
#include "sync/messages.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::Kind;

base::Result<void> damaged(const char* what) { return base::refuse(Code::local_damaged, what); }

base::Result<base::Bytes> bytes_at(const store::Store& store, std::uint64_t position) {
  auto bytes = store.logged_bytes(position);
  if (!bytes) return tl::unexpected(damaged("a statement of the log is missing").error());
  return std::move(*bytes);
}

struct Accord {
  std::string note;
  std::uint64_t begins = 0;  ///< first position that is its own
  std::uint64_t size = 0;
  base::Hash results;
};
base::Result<Accord> accord_at(const store::Store& store, const base::Id& partnership, std::uint64_t height) {
  const auto row = store.accord(height);
  const auto paper = row ? codec::decode<sync::AccordPaper>(row->bytes)
                         : base::refuse(Code::local_damaged, "an accord is missing");
  if (!paper) return tl::unexpected(damaged("an accord cannot be read").error());
  const auto note = merkle::parse_note(paper->note);
  const auto point = note ? kernel::parse_checkpoint_body(partnership, note->text)
                          : base::refuse(Code::local_damaged, "a checkpoint");
  if (!point) return tl::unexpected(damaged("a checkpoint cannot be read").error());
  Accord out{paper->note, 0, row->size, point->results};
  if (height == 0) return out;
  const auto before = store.accord(height - 1);
  if (!before) return tl::unexpected(damaged("an accord is missing").error());
  out.begins = before->size;
  return out;
}

/// The hashes of the result items of one accord, as its results hash takes them, and the item of one of its
/// acts. Of the others nothing more leaves the record.
void add_results(kernel::Evidence& out, const store::Store& store, const Accord& accord) {
  std::vector<std::vector<ledger::Posting>> postings(accord.size - accord.begins);
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    if (row.position >= accord.begins && row.position < accord.size)
      postings[row.position - accord.begins].push_back(row.posting);
    return row.position < accord.size;
  });
  for (const auto& entry : store.log(accord.begins, accord.size - accord.begins)) {
    const kernel::Verdict verdict{static_cast<Code>(entry.code), entry.clause, entry.state, {}};
    auto item = kernel::result_item(entry.id, verdict, postings[entry.position - accord.begins]);
    base::append(out.results, crypto::sha256(item).view());
    if (entry.position == out.index) out.item = std::move(item);
  }
}

/// Every change of an accord key up to the accord, in log order; the log is searched only where there is one.
base::Result<std::vector<base::Bytes>> key_changes(const store::Store& store, std::uint64_t size) {
  std::vector<base::Bytes> out;
  const auto stored = store.fact(kernel::partnership_key());
  const auto fact = stored ? kernel::decode_fact(kernel::FactKind::partnership, *stored)
                           : base::refuse(Code::local_damaged, "no partnership");
  if (!fact) return tl::unexpected(fact.error());
  const auto& parties = kernel::fact_as<kernel::PartnershipFact>(fact->get())->parties;
  if (std::all_of(parties.begin(), parties.end(), [](const auto& p) { return p.accord_key_changes == 0; }))
    return out;
  for (std::uint64_t position = 0; position < size; ++position) {
    auto bytes = bytes_at(store, position);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto act = statement::decode_statement(*bytes);
    const auto entry = store.log(position, 1);
    if (act && act->kind() == Kind::change_accord_key && !entry.empty() &&
        entry[0].code == static_cast<std::uint16_t>(Code::accepted))
      out.push_back(std::move(*bytes));
  }
  return out;
}

/// From a root's appointment down to that of the signer. None where a root signed.
base::Result<std::vector<base::Bytes>> appointments(const store::Store& store, base::KeyId signer) {
  std::vector<base::Bytes> out;
  for (int depth = 0; depth < 4; ++depth) {
    const auto stored = store.fact(kernel::seat_key(signer));
    const auto fact = stored ? kernel::decode_fact(kernel::FactKind::seat, *stored)
                             : base::refuse(Code::local_damaged, "a seat is missing");
    if (!fact) return tl::unexpected(fact.error());
    const auto& seat = *kernel::fact_as<kernel::SeatFact>(fact->get());
    if (seat.root) break;
    const auto row = store.statement(seat.appointment);
    if (!row) return tl::unexpected(damaged("an appointment is missing").error());
    const auto act = statement::decode_statement(row->bytes);
    if (!act) return tl::unexpected(act.error());
    signer = act->content().seat;
    out.insert(out.begin(), row->bytes);
  }
  return out;
}

base::Result<std::vector<base::Hash>> proof_of(const store::Store& store, std::uint64_t index,
                                               std::uint64_t size) {
  merkle::Levels tree;
  for (const auto& entry : store.log(0, size)) tree.append(merkle::leaf_hash(entry.id.view()));
  return merkle::inclusion_proof(index, size, tree.reader());
}

/// Every act that the evidence carries, under the ceiling.
base::Result<void> may_leave(const kernel::Evidence& evidence, statement::Marking ceiling) {
  std::vector<const base::Bytes*> acts = {&evidence.founding, &evidence.statement};
  for (const auto& bytes : evidence.key_changes) acts.push_back(&bytes);
  for (const auto& bytes : evidence.appointments) acts.push_back(&bytes);
  kernel::Leaving leaving(ceiling);
  for (const auto* bytes : acts) {
    const auto act = statement::decode_statement(*bytes);
    if (!act) return damaged("a statement cannot be read");
    if (auto ok = leaving.take(*act); !ok) return ok;
  }
  return {};
}
}  // namespace

base::Result<base::Bytes> evidence_of(const store::Store& store, const base::Id& act,
                                      statement::Marking ceiling) {
  const auto row = store.statement(act);
  if (!row || !row->entry)
    return base::refuse(Code::local_not_found, "that act is not in the agreed log of this record");
  auto founding = bytes_at(store, 0);
  if (!founding) return tl::unexpected(founding.error());
  const auto founded = statement::decode_statement(*founding);
  const auto read = statement::decode_statement(row->bytes);
  if (!founded || !read) return tl::unexpected(damaged("a statement cannot be read").error());
  const auto height = row->entry->height;
  const auto accord = accord_at(store, founded->id(), height);
  if (!accord) return tl::unexpected(accord.error());
  kernel::Evidence out;
  out.founding = std::move(*founding);
  out.statement = row->bytes;
  out.index = row->entry->position;
  out.checkpoint = accord->note;
  if (height > 0) {
    const auto before = accord_at(store, founded->id(), height - 1);
    if (!before) return tl::unexpected(before.error());
    out.previous_results = before->results;
    add_results(out, store, *accord);
  }
  auto changes = key_changes(store, accord->size);
  if (!changes) return tl::unexpected(changes.error());
  out.key_changes = std::move(*changes);
  auto chain = appointments(store, read->content().seat);
  if (!chain) return tl::unexpected(chain.error());
  out.appointments = std::move(*chain);
  auto proof = proof_of(store, out.index, accord->size);
  if (!proof) return tl::unexpected(proof.error());
  out.proof = std::move(*proof);
  if (auto may = may_leave(out, ceiling); !may) return tl::unexpected(may.error());
  return kernel::make_evidence(out);
}

}  // namespace palitan::node
