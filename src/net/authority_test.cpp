// Certificates of an authority of the node's own, as a browser would look at them.
#include "net/authority.h"

#include <openssl/ssl.h>

#include "net/test_kit.h"

namespace palitan::net {
namespace {

using namespace testing;

constexpr std::int64_t kFrom = 1'700'000'000;
constexpr std::int64_t kTo = 4'000'000'000;

/// What a client that trusts the authority, and nothing else, makes of a server under that name. X509_V_OK,
/// or why not.
long verdict_of(std::uint16_t port, const std::string& authority, const char* host) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  BIO* text = BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size()));
  X509* trusted = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context), trusted);
  const RawSocket socket(port);
  SSL* connection = SSL_new(context);
  SSL_set_fd(connection, socket.fd());
  if (host[0] >= '0' && host[0] <= '9')
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host);
  else
    SSL_set1_host(connection, host);
  const bool connected = SSL_connect(connection) == 1;
  const auto out = connected ? SSL_get_verify_result(connection) : -1;
  SSL_free(connection);
  X509_free(trusted);
  BIO_free(text);
  SSL_CTX_free(context);
  return out;
}

TEST(Authority, VouchesForItsNamesAndNoOthers) {
  const auto authority = make_authority("Palitan node of jpn", kFrom, kTo).value();
  const auto made = make_certificate(authority, {"node.example", "192.0.2.7", "2001:db8::7"}, kFrom, kTo);
  ASSERT_TRUE(made.has_value()) << made.error().what;
  EXPECT_EQ(names_of(made->certificate_pem).value(),
            (std::vector<std::string>{"node.example", "192.0.2.7", "2001:db8::7"}));
  Server::Options options;
  options.identity = *made;
  options.ask_client = false;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  const auto& trusted = authority.certificate_pem;
  EXPECT_EQ(verdict_of(server.port(), trusted, "node.example"), X509_V_OK);
  EXPECT_EQ(verdict_of(server.port(), trusted, "192.0.2.7"), X509_V_OK);
  EXPECT_EQ(verdict_of(server.port(), trusted, "other.example"), X509_V_ERR_HOSTNAME_MISMATCH);
  EXPECT_EQ(verdict_of(server.port(), trusted, "192.0.2.8"), X509_V_ERR_IP_ADDRESS_MISMATCH);
  const auto stranger = make_authority("Palitan node of jpn", kFrom, kTo).value();
  EXPECT_NE(verdict_of(server.port(), stranger.certificate_pem, "node.example"), X509_V_OK);
}

TEST(Authority, SendsTheIssuersThatFollowTheCertificate) {
  const auto authority = make_authority("an authority", kFrom, kTo).value();
  auto made = make_certificate(authority, {"localhost"}, kFrom, kTo).value();
  made.certificate_pem += authority.certificate_pem;
  Server::Options options;
  options.identity = made;
  Server server(options, echo);
  ASSERT_TRUE(server.start().has_value());
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  const RawSocket socket(server.port());
  SSL* connection = SSL_new(context);
  SSL_set_fd(connection, socket.fd());
  ASSERT_EQ(SSL_connect(connection), 1);
  EXPECT_EQ(sk_X509_num(SSL_get_peer_cert_chain(connection)), 2);
  SSL_free(connection);
  SSL_CTX_free(context);
}

TEST(Authority, RefusesWhatIsNoName) {
  const auto authority = make_authority("an authority", kFrom, kTo).value();
  for (const char* name : {"", "a b", "x,DNS:evil.example", "192.0.2.7,DNS:evil", "-x", "käse.example"})
    EXPECT_FALSE(make_certificate(authority, {name}, kFrom, kTo).has_value()) << name;
  EXPECT_FALSE(make_authority("", kFrom, kTo).has_value());
  EXPECT_FALSE(make_certificate({"not", "one"}, {"localhost"}, kFrom, kTo).has_value());
  EXPECT_FALSE(names_of("not one").has_value());
  EXPECT_EQ(fingerprint_of(authority.certificate_pem).value().size(), 95u);
}

TEST(Authority, AKeyUnderAPasswordIsRefusedAndNobodyIsAsked) {
  const auto authority = make_authority("an authority", kFrom, kTo).value();
  auto made = make_certificate(authority, {"localhost"}, kFrom, kTo).value();
  BIO* plain = BIO_new_mem_buf(made.private_key_pem.data(), static_cast<int>(made.private_key_pem.size()));
  EVP_PKEY* key = PEM_read_bio_PrivateKey(plain, nullptr, nullptr, nullptr);
  BIO* sealed = BIO_new(BIO_s_mem());
  ASSERT_EQ(PEM_write_bio_PKCS8PrivateKey(sealed, key, EVP_aes_256_cbc(), "secret", 6, nullptr, nullptr), 1);
  char* data = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(sealed, &data));
  made.private_key_pem.assign(data, size);
  BIO_free(sealed);
  EVP_PKEY_free(key);
  BIO_free(plain);
  Server::Options options;
  options.identity = made;
  EXPECT_EQ(Server(options, echo).start().error().kind, Failure::Kind::stop);
}

}  // namespace
}  // namespace palitan::net
