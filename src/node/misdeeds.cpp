#include "node/misdeeds.h"

#include <algorithm>

#include <fmt/format.h>

#include "kernel/marking.h"

namespace palitan::node {
namespace {
using kernel::Misdeed;
using kernel::MisdeedKind;
using kernel::VotePaper;

std::string note_name(std::uint64_t height, std::string_view party) {
  return fmt::format("proof/{:020}/{}", height, party);
}

/// The founding, or the statement that brought a key, by what the seat of that key says.
std::optional<base::Bytes> bytes_of(const store::Store& store, const base::Id& id) {
  auto row = store.statement(id);
  return row ? std::optional(std::move(row->bytes)) : std::nullopt;
}

std::optional<kernel::SeatFact> seat_of(Book& book, const base::KeyId& seat) {
  return book.get<kernel::SeatFact>(kernel::seat_key(seat), true);
}

/// From a root's appointment down to that of the seat.
std::optional<std::vector<base::Bytes>> chain(Book& book, const store::Store& store, base::KeyId seat) {
  constexpr int kDeepest = 4;
  std::vector<base::Bytes> out;
  for (int depth = 0; depth < kDeepest; ++depth) {
    const auto fact = seat_of(book, seat);
    if (!fact) return std::nullopt;
    if (fact->root) break;
    auto bytes = bytes_of(store, fact->appointment);
    const auto act = bytes ? statement::decode_statement(*bytes) : base::refuse(base::Code::local_not_found);
    if (!act) return std::nullopt;
    if (act->kind() != statement::Kind::appoint) break;
    seat = act->content().seat;
    out.insert(out.begin(), std::move(*bytes));
  }
  return out;
}

std::optional<Misdeed> papers_of(Book& book, const store::Store& store, const base::Bytes& founding,
                                 const base::Bytes& note) {
  const auto kept = codec::decode<KeptPapers>(note);
  if (!kept || kept->papers.size() != 2) return std::nullopt;
  const auto first = kernel::read_vote(book.partnership(), kept->papers[0]);
  const auto second = kernel::read_vote(book.partnership(), kept->papers[1]);
  const auto kind = first && second ? kernel::contradiction(*first, *second) : std::nullopt;
  if (!kind) return std::nullopt;
  Misdeed out;
  out.kind = *kind;
  out.founding = founding;
  out.papers = kept->papers;
  const auto fact = seat_of(book, crypto::key_id(kept->key));
  if (!fact) return std::nullopt;
  if (fact->appointment == book.partnership()) return out;
  auto change = bytes_of(store, fact->appointment);
  if (!change) return std::nullopt;
  out.key_change = std::move(*change);
  return out;
}

/// The two branches with the least ids, so that every node makes the same file.
std::optional<Misdeed> fork_of(Book& book, const store::Store& store, const base::Bytes& founding,
                               const base::KeyId& seat, std::uint64_t sequence) {
  auto ids = store.of_seat(seat, sequence);
  std::sort(ids.begin(), ids.end());
  if (ids.size() < 2) return std::nullopt;
  auto appointments = chain(book, store, seat);
  if (!appointments) return std::nullopt;
  Misdeed out;
  out.founding = founding;
  out.appointments = std::move(*appointments);
  for (std::size_t i = 0; i < 2; ++i) {
    auto bytes = bytes_of(store, ids[i]);
    if (!bytes) return std::nullopt;
    out.statements.push_back(std::move(*bytes));
  }
  return out;
}

class List {
 public:
  explicit List(statement::Marking ceiling) : ceiling_(ceiling) {}
  void add(std::optional<Misdeed> misdeed) {
    if (!misdeed || full()) return;
    auto file = kernel::make_misdeed(std::move(*misdeed));
    auto says = file ? kernel::verify_misdeed(*file) : tl::unexpected(file.error());
    if (!says || !kernel::check_marking(says->marking, ceiling_)) return;
    out_.push_back({kernel::misdeed_name(*file), std::move(*file), std::move(*says)});
  }
  bool full() const { return out_.size() >= kMisdeedsListed; }
  std::vector<ProvenFile> take() { return std::move(out_); }

 private:
  statement::Marking ceiling_;
  std::vector<ProvenFile> out_;
};

/// One party's cosignature of a final accord, as it would have sent it alone.
std::optional<std::string> alone(const merkle::Note& final, const std::string& signer) {
  for (const auto& signature : final.signatures)
    if (signature.name == signer) return merkle::format({final.text, {signature}});
  return std::nullopt;
}
}  // namespace

std::optional<std::pair<std::string, base::Bytes>> kept_papers(const base::Id& partnership,
                                                               std::string_view party,
                                                               std::span<const base::PublicKey> keys,
                                                               std::string_view first,
                                                               std::string_view second) {
  const auto a = kernel::read_vote(partnership, first), b = kernel::read_vote(partnership, second);
  if (!a || !b || !kernel::contradiction(*a, *b)) return std::nullopt;
  for (const auto& key : keys)
    if (kernel::signed_by(*a, party, key) && kernel::signed_by(*b, party, key))
      return std::pair{note_name(a->height(), party),
                       codec::encode(KeptPapers{key, {std::string(first), std::string(second)}})};
  return std::nullopt;
}

std::vector<std::pair<std::string, base::Bytes>> late_papers(const store::Store& store,
                                                             const kernel::PartnershipFact& partnership,
                                                             const merkle::Note& paper) {
  std::vector<std::pair<std::string, base::Bytes>> out;
  for (const auto& signature : paper.signatures) {
    const auto text = merkle::format({paper.text, {signature}});
    const auto said = kernel::read_vote(partnership.id, text);
    const auto row = said && said->height() > 0 ? store.accord(said->height()) : std::nullopt;
    const auto accord =
        row ? codec::decode<sync::AccordPaper>(row->bytes) : base::refuse(base::Code::bad_accord);
    const auto final = accord ? merkle::parse_note(accord->note) : tl::unexpected(accord.error());
    if (!final || final->text == paper.text) return out;
    for (const auto& party : partnership.parties) {
      if (signature.name != kernel::accord_key_name(party.code)) continue;
      const auto its = alone(*final, signature.name);
      if (!its || store.note(note_name(said->height(), party.code))) continue;
      if (auto kept = kept_papers(partnership.id, party.code, {&party.accord_key, 1}, *its, text))
        out.push_back(std::move(*kept));
    }
  }
  return out;
}

std::vector<ProvenFile> misdeeds_of(Book& book, const store::Store& store, statement::Marking ceiling) {
  const auto founding = store.logged_bytes(0);
  if (!founding) return {};
  List list(ceiling);
  for (const auto& [name, bytes] : store.notes("proof/")) list.add(papers_of(book, store, *founding, bytes));
  for (const auto& [seat, from] : book.forks()) {
    if (list.full()) break;
    list.add(fork_of(book, store, *founding, seat, from));
  }
  return list.take();
}

}  // namespace palitan::node
