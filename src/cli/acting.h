// Signing at a desk: which seat, and acts of the roots.
#pragma once
#include "cli/desk.h"
#include "statement/envelope.h"

namespace palitan::cli {

/// The seat that is to sign: the one meant by `named` (office, or first digits of its id), else the only
/// unlocked one of this party that holds `role`. Trouble: none, or several.
Done<base::KeyId> pick_seat(Desk& desk, std::string_view named, statement::Role role);

/// A draft with the body's kind.
template <class Body>
node::Draft draft_of(const base::KeyId& seat, const Body& body,
                     std::optional<base::Id> case_id = std::nullopt) {
  node::Draft draft;
  draft.seat = seat;
  draft.kind = statement::kKindOf<Body>;
  draft.case_id = case_id;
  draft.body = codec::encode(body);
  return draft;
}

/// An act of the roots: signed with the first root key of the folder, endorsed by as many more as the
/// threshold wants, handed in. The root keys never reach the node's memory. Trouble: passphrase, too few root
/// keys here.
template <class Body>
Done<base::Id> act_as_root(Desk& desk, const node::Folder& folder, std::string_view passphrase, Body body,
                           base::Effective when);

namespace detail {
/// The content of a root's next act, without its body.
Done<statement::Content> root_content(Desk& desk, const base::PublicKey& root, statement::Kind kind,
                                      base::Effective when);
Done<std::vector<crypto::KeyPair>> root_keys(const node::Folder& folder, std::string_view passphrase);
}  // namespace detail

template <class Body>
Done<base::Id> act_as_root(Desk& desk, const node::Folder& folder, std::string_view passphrase, Body body,
                           base::Effective when) {
  const auto keys = detail::root_keys(folder, passphrase);
  if (!keys) return tl::unexpected(keys.error());
  auto content = detail::root_content(desk, keys->front().public_key, statement::kKindOf<Body>, when);
  if (!content) return tl::unexpected(content.error());
  content->seat = crypto::key_id(keys->front().public_key);
  const auto message = statement::root_act_message(*content, body);
  for (std::size_t i = 1; i < keys->size(); ++i)
    body.endorsements.push_back({(*keys)[i].public_key, crypto::sign((*keys)[i], message)});
  const auto bytes = codec::encode(body);
  content->body = {bytes};
  const auto act = statement::sign(std::move(*content), keys->front());
  if (auto ok = desk.hand_in(act->bytes()); !ok) return tl::unexpected(ok.error());
  return act->id();
}

}  // namespace palitan::cli
