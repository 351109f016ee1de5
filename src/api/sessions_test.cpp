// Sessions without HTTP: what they hold open, for how long, and how often a passphrase may be guessed.
#include "api/sessions.h"

#include <gtest/gtest.h>

#include "node/random.h"
#include "node/test_kit.h"

namespace palitan::api {
namespace {

using namespace node::kit;
using base::Code;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kOwn = "a clerk's own";

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() {
    for (int i = 0; i < 2; ++i) {
      const auto key = node::random_key_pair();
      SeatHere here;
      here.partnership.raw[0] = static_cast<std::uint8_t>(i);
      here.seat = crypto::key_id(key.public_key);
      EXPECT_TRUE(folder_.write_key(node::seat_key_file(here.seat), key, kOwn, kQuick));
      seats_.push_back(here);
    }
    keys_ = node::Keyring::unlock(folder_, kPassphrase).value();
    limits_.now = [this] { return now_; };
  }
  bool open(const SeatHere& seat) const { return keys_->seat(seat.seat).has_value(); }

  TempFolder temp_;
  node::Folder folder_ = make_party(temp_.path(), "jpn");
  std::vector<SeatHere> seats_;
  std::shared_ptr<node::Keyring> keys_;
  Sessions::Steady::time_point now_{hours(1'000)};
  Sessions::Limits limits_;
};

TEST_F(SessionsTest, HoldItsSeatsOpenUntilTheLastOneEnds) {
  Sessions sessions(*keys_, node::system_now, limits_);
  const auto first = sessions.open("supply", seats_, kOwn);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->secret.size(), 64u);
  EXPECT_EQ(first->session.seats.size(), 2u);
  EXPECT_TRUE(first->session.may_sign(seats_[0].partnership, seats_[0].seat));
  EXPECT_FALSE(first->session.may_sign(seats_[1].partnership, seats_[0].seat)) << "of another book";
  const auto second = sessions.open("supply", {seats_[0]}, kOwn);
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(first->secret, second->secret);
  EXPECT_EQ(sessions.find(first->secret, true)->office, "supply");
  EXPECT_FALSE(sessions.find(std::string(64, '0'), true).has_value());
  EXPECT_FALSE(sessions.find("", true).has_value());
  sessions.close(first->secret);
  EXPECT_FALSE(sessions.find(first->secret, true).has_value());
  EXPECT_TRUE(open(seats_[0])) << "the second session holds it";
  EXPECT_FALSE(open(seats_[1]));
  sessions.close(second->secret);
  EXPECT_FALSE(open(seats_[0]));
}

TEST_F(SessionsTest, LeaveASeatOpenThatWasOpenBefore) {
  ASSERT_TRUE(keys_->unlock_seat(seats_[0].seat, kOwn));
  {
    Sessions sessions(*keys_, node::system_now, limits_);
    EXPECT_EQ(sessions.open("supply", seats_, "a guess").error().code, Code::local_passphrase)
        << "open already, and yet tried";
    ASSERT_TRUE(sessions.open("supply", seats_, kOwn).has_value());
    EXPECT_TRUE(open(seats_[1]));
  }
  EXPECT_TRUE(open(seats_[0]));
  EXPECT_FALSE(open(seats_[1])) << "sessions end with the program";
}

TEST_F(SessionsTest, EndWhenUnusedAndAtLastInAnyCase) {
  Sessions sessions(*keys_, node::system_now, limits_);
  const auto one = sessions.open("supply", seats_, kOwn).value();
  now_ += minutes(29);
  EXPECT_TRUE(sessions.find(one.secret, false).has_value());
  now_ += minutes(2);
  EXPECT_FALSE(sessions.find(one.secret, true).has_value()) << "being looked at is not being used";
  EXPECT_FALSE(open(seats_[0]));

  const auto long_one = sessions.open("supply", seats_, kOwn).value();
  for (int i = 0; i < 25; ++i) {
    now_ += minutes(28);
    ASSERT_TRUE(sessions.find(long_one.secret, true).has_value()) << i;
  }
  now_ += minutes(20);
  EXPECT_FALSE(sessions.find(long_one.secret, true).has_value()) << "twelve hours are the end of it";
  EXPECT_EQ(sessions.count(), 0u);
}

TEST_F(SessionsTest, EndByThemselves) {
  limits_.now = Sessions::Steady::now;
  limits_.idle = std::chrono::milliseconds(60);
  Sessions sessions(*keys_, node::system_now, limits_);
  ASSERT_TRUE(sessions.open("supply", seats_, kOwn).has_value());
  const auto until = Sessions::Steady::now() + std::chrono::seconds(10);
  while (open(seats_[0]) && Sessions::Steady::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_FALSE(open(seats_[0]));
  EXPECT_EQ(sessions.count(), 0u);
}

TEST_F(SessionsTest, MakeGuessersWaitLongerAndLonger) {
  Sessions sessions(*keys_, node::system_now, limits_);
  const auto guess = [&] { return sessions.open("supply", seats_, "a guess").error().code; };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), Code::local_passphrase) << i;
  for (const int seconds : {2, 4, 8, 16, 32, 60, 60}) {
    EXPECT_EQ(sessions.wait("supply").count(), seconds);
    EXPECT_EQ(sessions.open("supply", seats_, kOwn).error().code, Code::local_busy) << "not even tried";
    EXPECT_EQ(sessions.wait("finance").count(), 0) << "another office need not wait";
    now_ += std::chrono::seconds(seconds);
    EXPECT_EQ(guess(), Code::local_passphrase);
  }
  now_ += minutes(1);
  EXPECT_TRUE(sessions.open("supply", seats_, kOwn).has_value());
  EXPECT_EQ(guess(), Code::local_passphrase);
  EXPECT_EQ(sessions.wait("supply").count(), 0) << "in a row means since the last that fitted";
}

TEST_F(SessionsTest, LetAKnownBrowserInWhileStrangersGuess) {
  Sessions sessions(*keys_, node::system_now, limits_);
  for (int i = 0; i < 6; ++i) static_cast<void>(sessions.open("supply", seats_, "a guess"));
  EXPECT_EQ(sessions.open("supply", seats_, kOwn).error().code, Code::local_busy);
  EXPECT_TRUE(sessions.open("supply", seats_, kOwn, "the clerk's").has_value());
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(sessions.open("supply", seats_, "a guess", "the clerk's").error().code, Code::local_passphrase);
  EXPECT_EQ(sessions.open("supply", seats_, kOwn, "the clerk's").error().code, Code::local_busy)
      << "it has no more tries than others";
  EXPECT_EQ(sessions.wait("supply", "another").count(), 0);
}

TEST_F(SessionsTest, AreNoMoreThanTheirLimit) {
  limits_.most = 3;
  Sessions sessions(*keys_, node::system_now, limits_);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(sessions.open("supply", seats_, kOwn).has_value());
  EXPECT_EQ(sessions.open("supply", seats_, kOwn).error().code, Code::local_busy);
  now_ += hours(1);
  EXPECT_FALSE(sessions.find("", false).has_value());
  EXPECT_TRUE(sessions.open("supply", seats_, kOwn).has_value());
}

}  // namespace
}  // namespace palitan::api
