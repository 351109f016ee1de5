#include "sync/delegation.h"

namespace palitan::sync {
namespace {
using base::Code;

constexpr std::string_view kDomain = "palitan delegation/v1\n";

base::Bytes message_of(Delegation x) {
  x.signature.reset();
  const auto domain = base::view_of(kDomain);
  base::Bytes out(domain.begin(), domain.end());
  base::append(out, codec::encode(x));
  return out;
}
}  // namespace

base::Bytes write_delegation(Delegation delegation, const crypto::KeyPair& accord_key) {
  PALITAN_CHECK(is_field_name(delegation.node));
  delegation.signature = crypto::sign(accord_key, message_of(delegation));
  return codec::encode(delegation);
}

base::Result<Delegation> read_delegation(base::ByteView bytes) {
  if (bytes.size() > kDelegationMax) return base::refuse(Code::bad_too_large, "a delegation");
  auto out = codec::decode<Delegation>(bytes);
  if (!out) return tl::unexpected(out.error());
  if (!statement::is_party_code(out->party)) return base::refuse(Code::bad_value, "party");
  if (!is_field_name(out->node)) return base::refuse(Code::bad_value, "node");
  if (!crypto::is_strict_public_key(out->tls_key)) return base::refuse(Code::bad_key, "tls_key");
  return out;
}

base::Result<void> check_delegation(const Delegation& delegation, const base::PublicKey& accord_key) {
  if (!delegation.signature || !crypto::verify(accord_key, message_of(delegation), *delegation.signature))
    return base::refuse(Code::bad_signature, "the delegation of " + delegation.name());
  return {};
}

}  // namespace palitan::sync
