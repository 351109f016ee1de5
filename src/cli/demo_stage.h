// Internal: the nodes of the demonstration and what every part of its story does with them.
#pragma once
#include <map>
#include <memory>
#include <ranges>

#include "cli/demo.h"
#include "cli/desk.h"
#include "cli/order_desk.h"
#include "node/service.h"

namespace palitan::cli {

/// One nation: its folder, its running node, and the desk at which its officers sit.
struct Nation {
  statement::PartyCode code;
  std::string name;
  std::string called;  ///< in a sentence
  std::unique_ptr<node::Service> service{};
  net::Handler pages{};                                  ///< for the service's second listener
  std::map<std::string, std::unique_ptr<Desk>> desks{};  ///< by the book's name
  Desk* desk = nullptr;  ///< at the book that is open; null where this nation is not in it
};

/// One partnership and who is in it.
struct SharedBook {
  std::string name;     ///< "jpn-phl"
  std::string between;  ///< in a sentence
  std::vector<statement::PartyCode> parties;
  base::Id partnership{};
};
inline constexpr const char* kJapanPhilippines = "jpn-phl";
inline constexpr const char* kJapanStates = "jpn-usa";
inline constexpr const char* kPhilippinesStates = "phl-usa";
inline constexpr const char* kAllThree = "jpn-phl-usa";

/// What was claimed and whether it held.
struct Check {
  std::string claim;
  bool held = false;
};

/// The exercise began this long ago, so that a debt of it can be overdue today; within every window for late
/// entries.
inline constexpr std::int32_t kDaysBack = 28;
/// Assumed figures of the demonstration.
inline constexpr std::int64_t kConversionDays = 5;
inline constexpr std::int64_t kCeiling = 3'000'000;

class Stage {
 public:
  explicit Stage(DemoOptions options) : options_(std::move(options)) {}

  // ---- founding and setting up (demo_stage.cpp) ----
  Done<void> found();
  Done<void> open_nodes();
  Done<void> appoint_officers();
  /// The pages of every node, for people to sign in at; from here on no seat is open but to who is signed in.
  Done<void> open_pages();
  /// Nobody serves the folders any more.
  void stop();

  // ---- playing ----
  const DemoOptions& options() const { return options_; }
  Nation& nation(std::string_view code);
  std::vector<Nation>& everybody() { return nations_; }
  const std::vector<SharedBook>& books() const { return books_; }
  /// From here on everything is done in this book. REQUIRES: one of books().
  void open_book(std::string_view name);
  const SharedBook& book() const { return *book_; }
  /// The nations in the book that is open, by code.
  auto nations() {
    return members_ | std::views::transform([](Nation* one) -> Nation& { return *one; });
  }
  const base::Id& partnership() const { return book_->partnership; }
  /// Now, in Subic Bay, or as many days before as as_of() said.
  base::Effective now() const;
  /// What is signed from here on took effect so many days ago and is entered late.
  void as_of(std::int32_t days_ago) { days_ago_ = days_ago; }
  base::Date today() const { return now().legal_date(); }
  /// Signs, says so, and waits until the other node holds it too, unless the link is cut.
  Done<base::Id> sign(Nation& nation, node::Draft draft, std::string_view what);
  Done<base::Id> request(Nation& nation, OrderWords words, std::string_view what);
  Done<base::Id> order_act(Nation& nation, const base::Id& order, statement::Kind kind, OrderWords words,
                           std::string_view what);
  void set_link(bool up);
  /// Both nodes at one height, nothing pending.
  Done<void> settle();
  void check(std::string claim, bool held);
  const std::vector<Check>& checks() const { return checks_; }

 private:
  static std::vector<Nation> make_nations();
  Done<void> found_book(SharedBook& book, const std::map<std::string, statement::Party>& parties);
  Done<void> join_nodes(const std::vector<node::PeerAddress>& answers);
  Done<void> appoint(Nation& nation);
  Done<base::Id> signed_by(Nation& nation, const Done<SignedAct>& act, std::string_view what);
  Done<void> spread(const base::Id& act);
  Done<void> wait_until(const std::function<Done<bool>()>& holds, std::string_view what);

  DemoOptions options_;
  std::vector<Nation> nations_ = make_nations();
  std::vector<SharedBook> books_ = {
      {kJapanPhilippines, "Japan and the Philippines", {"jpn", "phl"}},
      {kJapanStates, "Japan and the United States", {"jpn", "usa"}},
      {kPhilippinesStates, "the Philippines and the United States", {"phl", "usa"}},
      {kAllThree, "all three", {"jpn", "phl", "usa"}}};
  SharedBook* book_ = nullptr;
  std::vector<Nation*> members_;
  bool linked_ = true;
  std::int32_t days_ago_ = 0;
  std::vector<Check> checks_;
};

/// "-- 3. The link is cut --" and the like.
void chapter(std::string_view title);

// ---- the law (demo_law.cpp) and the story (demo_story.cpp) ----
Done<void> agree_on_the_law(Stage& stage);
Done<void> open_the_exercise(Stage& stage);
Done<void> play_the_orders(Stage& stage);
// ---- the other ways to settle (demo_settlements.cpp) ----
Done<void> play_the_settlements(Stage& stage);

// ---- visits, and the right agreement for each pair (demo_mission.cpp) ----
Done<void> play_the_visit(Stage& stage);
Done<void> play_the_other_pairs(Stage& stage);
// ---- grants (demo_grants.cpp) ----
Done<void> play_the_grants(Stage& stage);
// ---- what reaches from one book into another (demo_across.cpp) ----
Done<void> play_the_hop(Stage& stage);
Done<void> play_the_netting(Stage& stage);
Done<void> play_the_account(Stage& stage);

// ---- orders out of a spreadsheet (demo_sheet.cpp) ----
Done<void> import_a_sheet(Stage& stage);

// ---- the whole of it (demo_page.cpp) ----
Done<void> print_one_page(Stage& stage);

// ---- the papers (demo_papers.cpp) ----
/// Prints every order, invoice and receipt, and the account, in both language pairs, to DIR/papers.
Done<void> print_the_papers(Stage& stage);

// ---- the proof (demo_proof.cpp) ----
/// Bundle, audit, journal; prints each node's result and writes summary.json.
Done<void> prove(Stage& stage);
/// The same once more from the folders, with nobody serving them.
Done<void> prove_from_disk(Stage& stage);
/// Searches the files of every nation for the ids of one book (demo_privacy.cpp). REQUIRES: nobody serves
/// them.
Done<void> prove_privacy(Stage& stage, const SharedBook& book);

}  // namespace palitan::cli
