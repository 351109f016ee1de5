// What `node serve --pages` listens with.
#include "cli/pages_listener.h"

#include <fstream>

#include "node/certificates.h"
#include "node/test_kit.h"

namespace palitan::cli {
namespace {

using namespace node::kit;

class PagesListenerTest : public testing::Test {
 protected:
  Done<PagesListener> of(const PagesWish& wish) const { return pages_listener(folder_, wish, {}); }
  std::string file(const char* name) const { return (folder_.dir() / "pages" / name).string(); }

  TempFolder temp_;
  node::Folder folder_ = make_party(temp_.path(), "jpn");
};

TEST_F(PagesListenerTest, IsPlainOnLoopbackAlone) {
  const auto here = of({8080, "", "", ""});
  ASSERT_TRUE(here.has_value()) << here.error().says;
  EXPECT_FALSE(here->server.tls);
  EXPECT_FALSE(here->pages.tls);
  EXPECT_EQ(here->url(8080), "http://127.0.0.1:8080/");
  EXPECT_EQ(of({8080, "::1", "", ""})->url(1), "http://[::1]:1/");
  for (const char* address : {"0.0.0.0", "192.0.2.7", "::"}) {
    const auto refused = of({8080, address, "", ""});
    ASSERT_FALSE(refused.has_value()) << address;
    EXPECT_EQ(refused.error().exit, kUsage);
    EXPECT_NE(refused.error().says.find("node certificate --name"), std::string::npos)
        << refused.error().says;
  }
}

TEST_F(PagesListenerTest, TakesTheFoldersCertificateElsewhere) {
  ASSERT_TRUE(node::make_certificate(folder_, {"node.example", "192.0.2.7"}, node::system_now()).has_value());
  const auto far = of({8443, "192.0.2.7", "", ""});
  ASSERT_TRUE(far.has_value()) << far.error().says;
  EXPECT_TRUE(far->server.tls && far->pages.tls);
  EXPECT_FALSE(far->server.ask_client) << "a browser would ask its user for a certificate";
  EXPECT_EQ(far->pages.names, (std::vector<std::string>{"node.example", "192.0.2.7"}));
  EXPECT_EQ(far->url(8443), "https://node.example:8443/");
  EXPECT_EQ(of({8443, "0.0.0.0", "", ""})->pages.names.size(), 2u) << "that is no name";
  EXPECT_FALSE(of({8443, "", "", ""})->server.tls) << "not needed on loopback";
}

TEST_F(PagesListenerTest, TakesAnOperatorsOwn) {
  ASSERT_TRUE(node::make_certificate(folder_, {"node.example"}, node::system_now()).has_value());
  const auto own = of({8443, "", file("certificate.pem"), file("certificate.key")});
  ASSERT_TRUE(own.has_value()) << own.error().says;
  EXPECT_TRUE(own->server.tls);
  EXPECT_EQ(of({8443, "", file("certificate.pem"), ""}).error().exit, kUsage);
  EXPECT_FALSE(of({8443, "", file("none.pem"), file("certificate.key")}).has_value());
  std::ofstream(file("damaged.pem")) << "damaged";
  EXPECT_FALSE(of({8443, "", file("damaged.pem"), file("certificate.key")}).has_value());
}

}  // namespace
}  // namespace palitan::cli
