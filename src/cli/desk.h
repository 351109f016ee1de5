// A person's desk at a serving node: reads like any record, and signs.
#pragma once
#include "cli/record.h"
#include "net/client.h"
#include "node/book.h"
#include "node/folder.h"

namespace palitan::cli {

/// Where a folder's node answers, as `node serve` leaves it in DIR/serving.json while it runs.
struct Serving {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  bool tls = true;
  std::optional<base::PublicKey> key{};  ///< that it answers with; absent: the party's node key

  std::string url() const;
};
Done<void> write_serving(const node::Folder& folder, const Serving& serving);
std::optional<Serving> read_serving(const node::Folder& folder);
void remove_serving(const node::Folder& folder);

/// What became of an act that was signed.
struct SignedAct {
  base::Id id;
  std::string code;    ///< name of the verdict's code
  std::string detail;  ///< the sentence, where it is more than "accepted"
};

/// One link of the node to a partner.
struct LinkRow {
  sync::NodeName party;  ///< the node: a party's code, or with a field node's name behind it
  bool linked = true;
  bool reachable = false;
  std::string last_success;  ///< empty: never
  std::string last_failure;
  std::optional<std::size_t> behind{};  ///< acts of this book that it lacks, as far as it has said
};

/// Over HTTPS with the folder's token, the node's key pinned. Not thread safe.
class Desk : public Record {
 public:
  /// `partnership`: its first digits; may be empty where there is only one.
  static Done<std::unique_ptr<Desk>> open(const node::Folder& folder, const Serving& serving,
                                          std::string_view partnership);

  std::string where() const override { return url_; }
  const base::Id& partnership() const { return partnership_; }
  const statement::PartyCode& party() const { return party_; }
  Done<Status> status() override;
  Done<std::vector<LogRow>> log(std::uint64_t from, std::uint64_t count) override;
  Done<std::vector<BalanceRow>> balances(std::optional<base::Date> as_of, bool provisional) override;
  Done<std::vector<CaseRow>> cases() override;
  Done<CaseView> case_file(const base::Id& id) override;
  Done<std::vector<SeatRow>> seats() override;
  Done<std::string> report(const ReportWish& wish) override;
  Done<std::vector<AttachmentRow>> attachments() override;
  Done<base::Bytes> attachment(const base::Hash& hash) override;

  /// The handling marking of what is signed from now on.
  void mark(statement::Marking marking) { marking_ = marking; }
  /// The node signs under the draft's seat. Trouble: the refusal's sentence.
  Done<SignedAct> sign(const node::Draft& draft);
  /// Hands in what was signed elsewhere (root keys).
  Done<void> hand_in(const base::Bytes& statement);
  /// Durable on the node when it returns. Trouble: another hash, too large, the disk.
  Done<void> put_attachment(const base::Hash& hash, const base::Bytes& bytes);
  /// A spreadsheet for POST .../sheets/{sheet}; `query` begins with '?'. The node's answer as JSON; the same
  /// with "errors" where the sheet has faults. Trouble: every other refusal.
  Done<std::string> sheet(std::string_view kind, const std::string& query, std::string bytes);
  /// The node's own looks at itself, `checks` of GET /readyz as JSON, ready or not.
  Done<std::string> readiness();
  /// Of this partnership.
  Done<std::vector<LinkRow>> links();
  /// A statement as it was signed. `id`: whole, in hex.
  Done<base::Bytes> act_bytes(const std::string& id);
  /// What proves an agreed act elsewhere. `id`: whole, in hex.
  Done<base::Bytes> evidence(const std::string& id);
  /// The proof files of misdeeds that the node holds (spec/misdeed.md).
  Done<std::vector<base::Bytes>> misdeeds();
  /// What this party's word on an account has to say: the same on every node. Trouble: the cut is not agreed.
  Done<statement::StateAccount> account_word(const base::Id& account);
  /// Every agreed statement and accord as a bundle (spec/bundle.md). Trouble: larger than a node gives out.
  Done<base::Bytes> bundle();
  /// What the node would tell a partner now, as a parcel (spec/sync.md).
  Done<base::Bytes> parcel(const sync::NodeName& node);
  /// The node writes a backup of its folder into that one, a whole path on its machine. Trouble: it is there,
  /// the disk.
  Done<std::string> backup(const std::string& to);
  /// What of a parcel could be taken in.
  struct ParcelTaken {
    std::string from;
    std::uint64_t height = 0;
    std::uint64_t statements = 0;
    std::uint64_t accords = 0;
    std::string fault;  ///< empty: all of it
  };
  /// Trouble: no parcel, of another book, or written by this node.
  Done<ParcelTaken> hand_in_parcel(const base::Bytes& parcel);
  /// The party's accord key as agreed.
  Done<base::PublicKey> accord_key();
  /// The cosigned note of an accord.
  Done<std::string> checkpoint(std::uint64_t height);
  Done<void> unlock(const base::KeyId& seat, std::string_view passphrase);

 private:
  Desk(const net::Target& target, std::string token)
      : target_(target), client_(target), token_(std::move(token)) {}
  Done<std::string> send(net::Request request);
  Done<std::string> send(net::Client& client, net::Request request);
  Done<std::string> get(const std::string& target);
  Done<std::string> post(const std::string& target, const char* type, std::string body);
  std::string base_path() const;

  net::Target target_;
  net::Client client_;
  std::string token_;
  std::string url_;
  base::Id partnership_;
  statement::PartyCode party_;
  statement::Marking marking_ = statement::Marking::unclassified;
};

}  // namespace palitan::cli
