// Two services over one record, in one process: who passes on to whom, who takes the turn, and who leaves it.
#include "node/record_move.h"
#include "node/stand_by.h"
#include "node/test_kit.h"
#include "server.h"

namespace palitan::node::kit {
namespace {

namespace fs = std::filesystem;

/// Answers everything with its own name.
net::Handler named(std::string name) {
  return [name = std::move(name)](net::Request, net::Respond respond) { respond({200, {}, name}); };
}

class NodeTurns : public postgres_tests::PostgresTest {
 protected:
  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    const std::vector folders = {make_party(temp_.path(), "jpn"), make_party(temp_.path(), "phl")};
    partnership_ = found(folders);
    schema_ = schema_name(folders[0], partnership_);
    sql("SET client_min_messages = error; DROP SCHEMA IF EXISTS " + schema_ + " CASCADE");
    ASSERT_TRUE(move_to_database(folders[0], partnership_, words_));
    const auto elsewhere = temp_.path() / "jpn elsewhere";
    fs::copy(folders[0].dir(), elsewhere, fs::copy_options::recursive);
    here_ = Service::hold(folders[0].dir(), kPassphrase).value();
    there_ = Service::hold(elsewhere, kPassphrase).value();
  }
  static std::unique_ptr<Service> serve(const std::shared_ptr<const Held>& held, const std::string& name,
                                        std::uint16_t port = 0) {
    ServiceOptions options;
    options.port = port;
    auto service = Service::open(held, options);
    EXPECT_TRUE(service) << (service ? "" : base::sentence(service.error()));
    EXPECT_TRUE((*service)->start(named(name)));
    return std::move(*service);
  }
  static store::Doors doors_of(const Service& service) { return {{"127.0.0.1", service.port()}, {}}; }
  static StandBy::Options hasty() {
    StandBy::Options out;
    out.own.node.address = "127.0.0.1";
    out.look_every = 20ms;
    out.yield_for = 400ms;
    return out;
  }
  /// Who answers there; empty: nobody.
  static std::string who_is_at(std::uint16_t port) {
    net::Target to;
    to.port = port;
    to.server_key = office("jpn", "node").public_key;
    const auto answer = net::Client(to).send({});
    return answer ? answer->body : "";
  }
  void end_sessions() const {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'");
  }
  std::string locks() const { return sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"); }

  TempFolder temp_;
  base::Id partnership_;
  std::shared_ptr<const Held> here_;
  std::shared_ptr<const Held> there_;
};

TEST_F(NodeTurns, who_comes_while_nobody_writes_is_served_by_the_one_that_takes_the_turn) {
  auto first = serve(here_, "the first");
  must(first->announce(doors_of(*first)));
  StandBy stands_by(hasty());
  must(stands_by.start(*there_));
  const auto port = stands_by.own().node.port;
  ASSERT_TRUE(within(5s, [&] { return stands_by.seen().writer == doors_of(*first); }));
  EXPECT_EQ(who_is_at(port), "the first");
  const auto refused = Service::open(there_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::local_folder_in_use);
  appoint_offices(*first, partnership_);
  const auto pending = tip(*first, partnership_).pending;

  first.reset();
  ASSERT_TRUE(within(5s, [&] { return stands_by.may_try(10ms); }));
  EXPECT_FALSE(stands_by.seen().writer) << "who is gone is yielded to by nobody";
  auto waits = std::async(std::launch::async, [&] { return who_is_at(port); });
  ASSERT_TRUE(within(5s, [&] { return stands_by.figures().open > 0; }));
  stands_by.make_room();
  const auto second = serve(there_, "the second", port);
  must(second->announce(doors_of(*second)));
  stands_by.let_in();
  EXPECT_EQ(waits.get(), "the second");
  EXPECT_EQ(who_is_at(port), "the second");
  EXPECT_EQ(tip(*second, partnership_).pending, pending) << "what was acknowledged is there";
  EXPECT_GT(pending, 0u);
  act(*second, partnership_, "desk",
      statement::OpenActivity{"exercise", "Afterwards", {"jpn", "phl"}, today(), today(), "Subic"});
  EXPECT_EQ(tip(*second, partnership_).pending, pending + 1);
}

TEST_F(NodeTurns, one_that_lost_its_session_takes_its_turn_up_though_it_has_nothing_to_write) {
  const auto first = serve(here_, "the first");
  must(first->announce(doors_of(*first)));
  StandBy::Options patient = hasty();
  patient.yield_for = 10s;
  StandBy stands_by(patient);
  must(stands_by.start(*there_));
  ASSERT_TRUE(within(5s, [&] { return stands_by.seen().writer.has_value(); }));
  const auto turn = sql("SELECT epoch FROM " + schema_ + ".head");
  end_sessions();
  EXPECT_TRUE(within(5s, [&] { return stands_by.seen().free; }));
  EXPECT_EQ(who_is_at(stands_by.own().node.port), "the first") << "meanwhile it is passed on to as before";
  EXPECT_TRUE(within(8s, [&] { return locks() == "1" && !stands_by.seen().free; }));
  EXPECT_FALSE(stands_by.may_try(50ms));
  EXPECT_EQ(sql("SELECT epoch FROM " + schema_ + ".head"), turn);
  appoint_offices(*first, partnership_);
}

TEST_F(NodeTurns, one_whose_turn_is_over_halts_though_nobody_asks_it_for_anything) {
  const auto first = serve(here_, "the first");
  must(first->announce(doors_of(*first)));
  ASSERT_TRUE(within(5s, [&] { return sql("SELECT count(*) FROM " + schema_ + ".serving") == "1"; }));
  sql("UPDATE " + schema_ + ".head SET epoch = epoch + 1");
  EXPECT_EQ(first->wait_for(5s), std::optional(false));
  EXPECT_EQ(first->writer().halted(), "another process writes the record now");
}

TEST_F(NodeTurns, one_that_answers_and_never_takes_its_turn_up_is_not_waited_for_without_end) {
  const auto first = serve(here_, "the first");  // it does not look after its turn
  const auto lookout = lookout_of(here_->folder).value();
  ASSERT_TRUE(lookout->announce(lookout->look()->number, doors_of(*first)));
  StandBy stands_by(hasty());
  must(stands_by.start(*there_));
  ASSERT_TRUE(within(5s, [&] { return stands_by.seen().writer.has_value(); }));
  end_sessions();
  ASSERT_TRUE(within(5s, [&] { return stands_by.seen().free; }));
  EXPECT_FALSE(stands_by.may_try(50ms));
  EXPECT_TRUE(stands_by.may_try(5s));
}

}  // namespace
}  // namespace palitan::node::kit
