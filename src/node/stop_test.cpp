// A node that is told to stop: soon, whatever its partners do, and with everything acknowledged in one file.
#include <netinet/in.h>
#include <sys/socket.h>

#include "node/test_kit.h"

namespace palitan::node {
namespace {

using namespace kit;

/// A port behind which the system takes connections and nobody ever speaks.
class SilentPort {
 public:
  SilentPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    PALITAN_CHECK(::bind(socket_, reinterpret_cast<sockaddr*>(&at), size) == 0 && ::listen(socket_, 16) == 0);
    PALITAN_CHECK(::getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size) == 0);
    port_ = ntohs(at.sin_port);
  }
  ~SilentPort() { ::close(socket_); }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  std::uint16_t port() const { return port_; }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

class StopTest : public testing::Test {
 protected:
  StopTest()
      : folders_{make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")}, book_(found(folders_)) {}

  /// The node of jpn with the partner's node at that port; it answers whatever it is asked with "never".
  void serve(std::uint16_t partner) {
    node_ = Service::open(folders_[0].dir(), kPassphrase).value();
    node_
        ->start([this](net::Request, net::Respond respond) {
          ++asked_;
          kept_ = std::move(respond);
        })
        .value();
    node_->join({{"phl", "127.0.0.1", partner}});
  }
  std::chrono::milliseconds stop() {
    const auto began = std::chrono::steady_clock::now();
    node_->stop();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  }

  TempFolder temp_;
  std::vector<Folder> folders_;
  base::Id book_;
  std::unique_ptr<Service> node_;
  std::atomic<int> asked_ = 0;
  net::Respond kept_;
};

TEST_F(StopTest, ASilentAddressIsNotWaitedFor) {
  const SilentPort silent;
  serve(silent.port());
  std::this_thread::sleep_for(200ms);  // it is connecting, for up to twelve seconds
  EXPECT_LT(stop(), 2s);
}

TEST_F(StopTest, APartnerThatDoesNotAnswerIsNotWaitedFor) {
  std::atomic<int> held = 0;
  net::Respond never;
  net::Server::Options options;
  options.identity = net::identity_from_seed(
                         [] {
                           std::array<std::uint8_t, 32> seed{};
                           const auto key = office("phl", "node");
                           std::copy_n(key.secret.data(), seed.size(), seed.begin());
                           return seed;
                         }(),
                         "phl", 0, 4'000'000'000)
                         .value();
  net::Server partner(options, [&](net::Request, net::Respond respond) {
    never = std::move(respond);
    ++held;
  });
  partner.start().value();
  serve(partner.port());
  ASSERT_TRUE(within(10s, [&] { return held > 0; })) << "the exchange waits, for up to thirty seconds";
  EXPECT_LT(stop(), 2s);
}

TEST_F(StopTest, ARequestThatIsNeverAnsweredIsCutOffAfterAWhile) {
  const SilentPort silent;
  serve(silent.port());
  net::Target to;
  to.port = node_->port();
  to.server_key = node_->keys().node_key();
  auto asking = std::async(std::launch::async, [&] { return net::Client(to).send({}); });
  ASSERT_TRUE(within(10s, [&] { return asked_ > 0; }));
  EXPECT_LT(stop(), 2s);
  EXPECT_FALSE(asking.get()) << "nobody answered it";
}

TEST_F(StopTest, ItsRecordIsOneFileAfterwards) {
  const SilentPort silent;
  serve(silent.port());
  appoint_offices(*node_, book_);
  const auto wal = folders_[0].record_path(book_).string() + "-wal";
  ASSERT_GT(std::filesystem::file_size(wal), 0u);
  node_->stop();
  node_.reset();
  EXPECT_FALSE(std::filesystem::exists(wal)) << "taken in by the last one who closed it";
  const auto store = folders_[0].open_record(book_, true).value();
  EXPECT_EQ(store->pending().size(), 2u);
}

TEST_F(StopTest, ItsFiguresTellOfGroupsAndCommits) {
  const SilentPort silent;
  serve(silent.port());
  appoint_offices(*node_, book_);
  const auto figures = node_->writer().figures();
  EXPECT_EQ(figures.queue, 0u);
  EXPECT_EQ(figures.queue_max, WriterOptions{}.queue_max);
  EXPECT_GE(figures.group.count(), 2u);
  EXPECT_GE(figures.commit.count(), 2u);
  EXPECT_GT(figures.commit.sum, 0u);
  EXPECT_EQ(figures.refused_commits, 0u);
  EXPECT_FALSE(figures.disk_full);
}

TEST(HistogramTest, CountsWhatIsAtMostEachBound) {
  Histogram<3> one({1, 10, 100});
  for (const std::uint64_t measure : {0, 1, 2, 10, 11, 100, 101, 5'000}) one.note(measure);
  const auto seen = one.seen();
  EXPECT_EQ(seen.counts, (std::array<std::uint64_t, 4>{2, 2, 2, 2}));
  EXPECT_EQ(seen.count(), 8u);
  EXPECT_EQ(seen.sum, 5'225u);
}

}  // namespace
}  // namespace palitan::node
