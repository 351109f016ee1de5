#include "node/certificates.h"

#include <sys/stat.h>

#include <fstream>

#include "net/authority.h"
#include "node/test_kit.h"

namespace palitan::node {
namespace {

using namespace kit;
using base::Code;

::mode_t mode_of(const std::filesystem::path& path) {
  struct ::stat out{};
  EXPECT_EQ(::stat(path.c_str(), &out), 0) << path;
  return out.st_mode & 0777;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Certificates, AreMadeByAnAuthorityThatStays) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  const auto files = make_certificate(folder, {"node.example", "192.0.2.7"}, system_now());
  ASSERT_TRUE(files.has_value()) << base::sentence(files.error());
  EXPECT_EQ(mode_of(files->key), 0600u);
  EXPECT_EQ(mode_of(folder.dir() / "pages" / "authority.key"), 0600u);
  EXPECT_EQ(mode_of(folder.dir() / "pages"), 0700u);
  const auto authority = text_of(files->authority);
  const auto first = text_of(files->certificate);
  ASSERT_TRUE(make_certificate(folder, {"other.example"}, system_now()).has_value());
  EXPECT_EQ(text_of(files->authority), authority) << "browsers need not be told again";
  EXPECT_NE(text_of(files->certificate), first);
  EXPECT_EQ(net::names_of(text_of(files->certificate)).value(), std::vector<std::string>{"other.example"});
  const auto identity = read_identity(files->certificate, files->key);
  ASSERT_TRUE(identity.has_value());
  net::Server::Options options;
  options.identity = *identity;
  net::Server server(options, [](net::Request, net::Respond) {});
  EXPECT_TRUE(server.start().has_value()) << "certificate and key belong together";
}

TEST(Certificates, RefuseWhatIsNoNameAndLeaveTheOneBefore) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  EXPECT_EQ(read_identity(certificate_files(folder).certificate, certificate_files(folder).key).error().code,
            Code::local_not_found);
  ASSERT_TRUE(make_certificate(folder, {"node.example"}, system_now()).has_value());
  const auto before = text_of(certificate_files(folder).certificate);
  EXPECT_EQ(make_certificate(folder, {"node example"}, system_now()).error().code, Code::local_draft);
  EXPECT_EQ(text_of(certificate_files(folder).certificate), before);
  std::ofstream(folder.dir() / "pages" / "authority.pem") << "damaged";
  EXPECT_FALSE(make_certificate(folder, {"node.example"}, system_now()).has_value());
}

}  // namespace
}  // namespace palitan::node
