// Values without a connection: certificates and messages.
#include <algorithm>

#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

TEST(Identity, TheSameSeedGivesTheSameCertificate) {
  EXPECT_EQ(identity(7).certificate_pem, identity(7).certificate_pem);
  EXPECT_EQ(identity(7).private_key_pem, identity(7).private_key_pem);
  EXPECT_NE(key_of(identity(7)), key_of(identity(8)));
}

TEST(Identity, HoldsThePublicKeyOfItsSeed) {
  // RFC 8032 section 7.1, test 1.
  const auto seed =
      base::from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value();
  std::array<std::uint8_t, 32> bytes{};
  std::copy(seed.begin(), seed.end(), bytes.begin());
  const auto made = identity_from_seed(bytes, "RFC 8032", 0, 4'000'000'000).value();
  EXPECT_EQ(base::to_hex(key_of(made).view()),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(Identity, RefusesANameThatNoCertificateHolds) {
  EXPECT_FALSE(identity_from_seed({}, "", 0, 1).has_value());
  EXPECT_FALSE(identity_from_seed({}, std::string(65, 'x'), 0, 1).has_value());
  EXPECT_FALSE(public_key_of({"not a certificate", ""}).has_value());
}

TEST(Http, FindsPathQueryAndHeaders) {
  Request request;
  request.target = "/cases/42?as-of=2026-11-23&who=J%C3%A1n+X&bad=%zz&flag";
  request.headers = {{"Content-Type", "application/cose"}};
  EXPECT_EQ(request.path(), "/cases/42");
  EXPECT_EQ(request.query("as-of"), "2026-11-23");
  EXPECT_EQ(request.query("who"), "J\xC3\xA1n X");
  EXPECT_EQ(request.query("flag"), "");
  EXPECT_EQ(request.query("bad"), std::nullopt);
  EXPECT_EQ(request.query("none"), std::nullopt);
  EXPECT_EQ(request.header("content-type"), "application/cose");
  EXPECT_EQ(request.header("accept"), std::nullopt);
}

}  // namespace
}  // namespace palitan::net
