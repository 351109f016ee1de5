#include "cli/acting.h"

#include <algorithm>

namespace palitan::cli {

Done<base::KeyId> pick_seat(Desk& desk, std::string_view named, statement::Role role) {
  const auto seats = desk.seats();
  if (!seats) return tl::unexpected(seats.error());
  std::vector<const SeatRow*> fit;
  for (const auto& row : *seats) {
    if (row.fact.party != desk.party() || row.fact.root) continue;
    const bool meant = named.empty()
                           ? row.here == "unlocked" && row.fact.has(role) && !row.fact.revoked_after
                           : row.fact.office == named || base::to_hex(row.seat.view()).starts_with(named);
    if (meant) fit.push_back(&row);
  }
  if (fit.size() == 1) return fit.front()->seat;
  if (!named.empty())
    return trouble(kUsage, fmt::format("{} seat of {} is called '{}'. See them with: palitan actor list.",
                                       fit.empty() ? "No" : "More than one", desk.party(), named));
  if (fit.empty())
    return trouble(kRefused,
                   fmt::format("No seat that is unlocked on this node holds the role '{}'. Make one with "
                               "'palitan actor make' and have it appointed, or unlock it.",
                               name(role)));
  std::string offices;
  for (const auto* row : fit) offices += (offices.empty() ? "" : ", ") + ("'" + row->fact.office + "'");
  return trouble(kUsage, fmt::format("Several seats here hold the role '{}': {}. Name one with --seat.",
                                     name(role), offices));
}

namespace detail {

Done<std::vector<crypto::KeyPair>> root_keys(const node::Folder& folder, std::string_view passphrase) {
  const auto party = folder.read_party();
  if (!party) return trouble(party.error());
  if (folder.root_count() < party->threshold)
    return trouble(kRefused,
                   fmt::format("Only {} of the {} root keys that must sign lie in {}. Do this on the machine "
                               "that holds them.",
                               folder.root_count(), party->threshold, folder.dir().string()));
  std::vector<crypto::KeyPair> out;
  for (std::size_t i = 0; i < party->threshold; ++i) {
    auto key = folder.read_key(node::root_key_file(i), passphrase);
    if (!key) return trouble(key.error());
    out.push_back(std::move(*key));
  }
  return out;
}

Done<statement::Content> root_content(Desk& desk, const base::PublicKey& root, statement::Kind kind,
                                      base::Effective when) {
  const auto seats = desk.seats();
  if (!seats) return tl::unexpected(seats.error());
  const auto seat = std::find_if(seats->begin(), seats->end(),
                                 [&](const auto& row) { return row.seat == crypto::key_id(root); });
  if (seat == seats->end())
    return trouble(kRefused, "The root key in this folder is none of this partnership's.");
  statement::Content content;
  content.partnership = desk.partnership();
  content.case_id = desk.partnership();
  content.kind = static_cast<std::uint16_t>(kind);
  content.sequence = seat->fact.head_sequence + 1;
  content.previous = seat->fact.head;
  content.made_at = content.effective_at = when.at;
  content.offset_minutes = when.offset_minutes;
  return content;
}

}  // namespace detail
}  // namespace palitan::cli
