// Plays sentences in a world. Inside the story language only.
#pragma once
#include <map>
#include <memory>

#include "base/money.h"
#include "cli/story.h"
#include "cli/story_disk.h"
#include "cli/story_files.h"
#include "cli/story_folder.h"
#include "cli/story_text.h"
#include "cli/story_weather.h"
#include "node/world.h"
#include "papers/instrument_toml.h"
#include "reports/grant_views.h"
#include "terms/instrument.h"

namespace palitan::cli {

inline constexpr std::int64_t kMorning = 8 * 3'600'000;  ///< ms; the time of day where a story says none

/// What a word of the story stands for.
struct Named {
  base::Id id;
  base::Id case_id;
  statement::Kind kind = statement::Kind::close;
  statement::PartyCode party;
  std::string office;
  base::Bytes bytes;
};

/// What may stand anywhere in the sentence of an act.
struct ActOptions {
  std::string as;                            ///< name for the act
  std::string by;                            ///< office that signs
  std::optional<base::Effective> effective;  ///< "dated ..."
  statement::Marking marking = statement::Marking::unclassified;
  std::string key;         ///< idempotency key of the draft
  bool insisting = false;  ///< sign although it is refused
  bool off_node = false;   ///< signed with the seat's key, but not on its node; stays in the hand
  std::string instead_of;  ///< under the number of that act: a fork
  std::optional<std::uint64_t> numbered;                ///< under another number than the seat's next
  std::optional<statement::PaperForm> paper;            ///< "on paper ..."
  std::vector<statement::Attachment> attachments = {};  ///< "with scan ..."
};

class Player {
 public:
  Player(const std::string& file, StoryResult& result, StoryWeather* weather)
      : home_(file), file_(file), result_(result), weather_(weather) {}
  void play(const std::vector<Sentence>& sentences);
  /// A story must check something.
  void finish(int last_line);

 private:
  using Code = base::Code;
  using Kind = statement::Kind;
  using PartyVerb = void (Player::*)(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);

  /// The last act and what became of it.
  struct Outcome {
    int line = 0;
    base::Refusal verdict;
    bool nothing_new = false;
    bool met = true;               ///< accepted, or expected as it was
    std::string clause_text = {};  ///< of the verdict's clause, where the story's instruments have one
  };

  /// What an act stands under, looked up before it is signed.
  struct Ground {
    statement::PartyCode party;
    std::string instrument;  ///< its name; empty where there is none
  };

  // ---- the frame (story_player.cpp) ----
  void sentence(const Sentence& sentence);
  void opening(Words& words);
  bool frame(Words& words, const Sentence& sentence);
  void fail(int line, std::string what);
  bool failed() const { return !result_.fault.empty(); }
  /// True, and the fault is kept, where the words had one.
  bool broken(const Words& words);
  void note(int line, const std::string& what);
  void tell_time(Words& words);
  void wait(Words& words);
  void found(Words& words);
  void links(Words& words, bool up);
  void repeat(Words& words, const Sentence& sentence);
  void ship(Words& words);
  void disk_copy(const statement::PartyCode& party, bool back, int line);
  static std::vector<statement::Money> usual_limits();
  std::vector<statement::PartyCode> subjects(Words& words);
  ActOptions options(Words& words);
  void paper_option(Words& words, std::size_t at, ActOptions& out);
  bool read_file(const std::string& name, std::string& out) const;

  // ---- acts (story_acts.cpp, story_order.cpp) ----
  void party_verb(const statement::PartyCode& party, Words& words, const Sentence& sentence);
  void joint_verb(const std::vector<statement::PartyCode>& parties, Words& words, const Sentence& sentence);
  void perform(const statement::PartyCode& party, const std::string& office, Kind kind,
               std::optional<base::Id> case_id, base::Bytes body, const ActOptions& options, int line);
  void finish_act(const statement::PartyCode& party, const std::string& office, Kind kind,
                  const base::Result<node::Signed>& made, const ActOptions& options, int line);
  Ground ground_of(const statement::PartyCode& party, Kind kind, const std::optional<base::Id>& case_id,
                   base::ByteView body);
  std::string clause_text(const base::Refusal& verdict, const Ground& ground) const;
  void sign_elsewhere(const statement::PartyCode& party, const std::string& office, Kind kind,
                      std::optional<base::Id> case_id, base::Bytes body, const ActOptions& options, int line);
  template <class Body>
  void perform(const statement::PartyCode& party, const std::string& office, std::optional<base::Id> case_id,
               const Body& body, const ActOptions& options, int line) {
    perform(party, office, statement::kKindOf<Body>, case_id, codec::encode(body), options, line);
  }
  /// An act of an order by the office that the case table asks for.
  template <class Body>
  void order_act(const statement::PartyCode& party, const Named& target, const Body& body,
                 const ActOptions& options, int line) {
    perform(party, usual_office(party, statement::kKindOf<Body>, target), target.case_id, body, options,
            line);
  }
  /// What a node says of bytes handed to it.
  void hand(const statement::PartyCode& to, const base::Bytes& bytes, int line);
  void settle(int line, bool must_agree);
  /// What was just told reaches everybody whose link is up.
  void spread();
  base::Result<node::Signed> sign(const statement::PartyCode& party, const std::string& office,
                                  const node::Draft& draft);
  const Named* named(Words& words, std::string_view what);
  const Named* find(const std::string& name) const;
  std::optional<kernel::OrderFact> order_of(const statement::PartyCode& party, const Named& target);
  std::optional<kernel::InstrumentFact> law_of(const statement::PartyCode& party, const base::Id& instrument);
  std::string usual_office(const statement::PartyCode& party, Kind kind, const Named& target);
  std::optional<base::Effective> moment(Words& words);

  void propose(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void ratify(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void open_activity(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void concur(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void appoint(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void revoke(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void change_keys(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void raise_rules(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void hand_stick(const statement::PartyCode& party, Words& words, const Sentence& sentence,
                  const ActOptions& options);
  void lose(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void restart(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void contradict(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void renew(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void carry(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void get_bytes(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void sign_raw(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  bool compile(Words& words, const Sentence& sentence, base::Bytes& rules);
  using ClauseTexts = std::map<std::string, std::vector<papers::ClauseText>>;
  bool vary(terms::Instrument& instrument, const Sentence& sentence, bool& damage);
  statement::RatifyInstrument ratification(Words& words);
  statement::OpenActivity activity(Words& words, std::vector<statement::PartyCode> parties);

  void ask(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void offer(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void accept(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void decline(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void amend(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void cancel(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void issue(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void receive(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void bill(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void query(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void withdraw(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void pay(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void confirm(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void give_back(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void close(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void accept_return(const statement::PartyCode&, const Named&, Words&, const Sentence&, const ActOptions&);
  void publish(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void respond(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void dispute(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void resolve(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void convert(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void offset(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void write_off(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void credit(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void refund(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void regularise(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void hand_back(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void contest(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void say_of_irregular(const statement::PartyCode&, Words&, const ActOptions&, statement::RegularWay);
  void request_detail(Words& words, statement::Request& body);
  void offer_detail(Words& words, statement::Offer& body);
  void price_from_card(const statement::PartyCode&, const kernel::OrderFact&, const base::Id& card,
                       std::vector<statement::OrderLine>& lines, Words& words);
  std::vector<statement::LineQuantity> quantities(const Sentence& sentence);
  statement::OrderLine whole_line(Words& words, std::uint32_t number, std::string_view currency);
  void line_details(Words& words, statement::OrderLine& line, std::string_view currency);
  bool changed_line(Words& words, std::string_view currency, std::vector<statement::OrderLine>& lines);
  bool changed_lines(const Sentence& sentence, std::string_view currency,
                     std::vector<statement::OrderLine>& lines);
  std::int64_t total_of(const std::vector<statement::OrderLine>& lines, const kernel::OrderFact& order) const;
  std::int64_t money(Words& words, std::string_view currency);
  statement::Reason reason(Words& words);
  statement::Money amount(Words& words);
  std::optional<statement::Entered> entered(Words& words, std::string_view unit);

  void follow(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);

  // ---- activities that change, and visits (story_visit.cpp) ----
  /// True where the words are an act of an activity or a visit.
  bool visit_verb(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  bool activity_verb(const statement::PartyCode&, Words&, const ActOptions&);
  bool visit_affair(const statement::PartyCode&, Words&, const ActOptions&);
  void notify(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void declare_anew(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void consent(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void cross(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&, statement::Kind);
  bool plan_of(const Sentence& sentence, statement::VisitPlan& plan);
  bool crossing(const Sentence& sentence, statement::Crossing& what, statement::Enter* enter);
  std::optional<kernel::VisitFact> visit_of(const statement::PartyCode& party, const Named& target);
  template <class Body>
  void visit_act(const statement::PartyCode& party, const Named& target, const Body& body,
                 const ActOptions& options, int line);
  void visit_has(const Named& target, const std::string& what, Words& words);

  // ---- grants (story_grant.cpp, story_grant_checks.cpp) ----
  /// True where the words are an act of a grant.
  bool grant_verb(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void offer_grant(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  bool grant_money(const statement::PartyCode&, const Named&, Words&, const Sentence&, const ActOptions&);
  bool grant_things(const statement::PartyCode&, const Named&, Words&, const Sentence&, const ActOptions&);
  bool grant_brakes(const statement::PartyCode&, const Named&, Words&, const ActOptions&);
  std::optional<kernel::GrantFact> grant_in(const statement::PartyCode& party, const Named& target);
  template <class Body>
  void grant_act(const statement::PartyCode& party, const Named& target, const Body& body, Words& words,
                 const ActOptions& options);
  void grant_shows(const Named& target, Words& words);
  void grant_shows_thing(const reports::GrantCase& one, Words& words);
  void grant_shows_due(const reports::GrantCase& one, Words& words);
  void grant_shows_sheet(const reports::GrantCase& one, Words& words);
  void portfolio(Words& words, const Sentence& sentence);

  // ---- several books, and what reaches from one into another (story_across.cpp) ----
  void open_book(Words& words);
  void do_act(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void disclose(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void answer_request(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void agree_to(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void propose_clearing(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void state_account(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  std::optional<kernel::CaseFact> case_in(const statement::PartyCode& party, const Named& target);
  base::Id id_meant(Words& words);
  friend class FieldWords;

  // ---- evidence (story_evidence.cpp) ----
  void audit(Words& words);
  void take_founding(Words& words);
  void prove(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  std::optional<base::Bytes> record_of(Words& words);
  /// Of something that is no act.
  void came_of(int line, const base::Result<void>& done, const std::string& what);

  // ---- clocks, disks and folders (story_frame.cpp, story_folder.cpp) ----
  void clock(Words& words);
  void disk(Words& words);
  void ceiling_of_node(Words& words);
  void keep_folder(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void open_folder(const statement::PartyCode&, Words&);
  void leave_folder(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void unlock_seat(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void use_key(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  void find_file(const statement::PartyCode&, Words&, const Sentence&, const ActOptions&);
  StoryFolder* folder_of(const statement::PartyCode&, Words& words);

  // ---- checks (story_checks.cpp) ----
  bool check(Words& words, const Sentence& sentence);
  void expect(Words& words);
  void says(Words& words);
  void balance(Words& words);
  void all_balances(Words& words, const Sentence& sentence);
  void is(const Named& target, const std::string& name, Words& words);
  void waiting(Words& words);
  void declined(Words& words);
  void ceiling(Words& words);
  void nothing_of(Words& words);
  void file_lies(Words& words);
  bool order_is(const Named& target, const std::string& name, Words& words);
  void line_is(const Named& target, const std::string& name, Words& words);
  void lacks(const Named& target, const std::string& name, Words& words);
  void year_counts(Words& words);
  void line_alarms(const Named& target, std::int64_t line, Words& words);
  void lateness(const Named& target, const std::string& name, Words& words);
  std::vector<statement::PartyCode> places(Words& words);

  const std::string home_;  ///< the story's own file
  std::string file_;        ///< the file whose line is being played
  StoryResult& result_;
  StoryWeather* weather_;                            ///< null: fair
  std::map<statement::PartyCode, DiskState> disks_;  ///< before the world, which reads them
  std::unique_ptr<node::World> world_;
  std::string book_;                                           ///< name of the book that is open
  std::map<std::string, std::unique_ptr<node::World>> shelf_;  ///< the other books
  StoryFiles files_;
  std::map<sync::NodeName, std::unique_ptr<store::MemoryStore>> disk_copies_;
  std::map<statement::PartyCode, std::string> heard_;  ///< every byte that reached a party, in all books
  std::map<statement::PartyCode, std::unique_ptr<StoryFolder>> folders_;
  std::optional<base::Instant> time_;  ///< before the founding
  std::int32_t offset_ = 0;
  std::map<std::string, Named> names_;
  ClauseTexts instrument_texts_;  ///< by the instrument's name
  ClauseTexts own_law_texts_;     ///< by party
  Outcome last_;
  unsigned unnamed_ = 0;
  bool checked_ = false;
};

/// The changes that "carries NAME to PARTY with CHANGE" knows; nothing for an unknown one.
std::optional<base::Bytes> altered(const base::Bytes& statement, std::string_view change);
std::vector<std::string_view> known_changes();

}  // namespace palitan::cli
