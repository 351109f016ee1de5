// A running node: folder, keys, stores, writer, peers and the server, started and stopped as one.
//
//   auto service = Service::open(dir, passphrase);            // lock taken, keys unlocked, records open
//   auto port = (*service)->start(api::handler(**service));   // writer, peers and server run
//   (*service)->wait();                                       // until stop() or a failed disk
#pragma once
#include "net/server.h"
#include "node/attachment_sweeper.h"
#include "node/changes.h"
#include "node/delegations.h"
#include "node/peers.h"
#include "node/reporter.h"
#include "node/turn_watch.h"

namespace palitan::node {

struct ServiceOptions {
  Clock clock = system_now;
  std::optional<std::uint16_t> port;              ///< instead of node.json's
  std::optional<std::vector<PeerAddress>> peers;  ///< instead of node.json's
  int threads = 2;                                ///< of the server
  std::int64_t propose_every_ms = 200;
  std::int64_t decline_after_ms = 10'000;
  std::vector<terms::Overlay> own_law;  ///< of the node's party; asked before its acts are signed
  WriterOptions writer;
  PeersOptions peer_options;
  std::chrono::milliseconds answer_within{1'500};  ///< what was taken, before stop() cuts it off
  int sqlite_max_pages = 0;                        ///< a ceiling that stands for a full disk; 0: none
};

/// A folder that this process holds, and its open keys.
struct Held {
  Folder folder;
  store::FolderLock lock;
  std::shared_ptr<Keyring> keys;
};

class Service {
 public:
  /// Takes the lock and unlocks keys. Refusals: those of Folder and Keyring::unlock; local_folder_in_use.
  static base::Result<std::shared_ptr<const Held>> hold(const std::filesystem::path& dir,
                                                        std::string_view passphrase);
  /// Opens every record. Changes nothing but SQLite's own recovery. On refusal `held` may be tried again.
  /// Refusals: those of open_record() and Book::open; local_folder_in_use where another process writes one.
  static base::Result<std::unique_ptr<Service>> open(std::shared_ptr<const Held> held,
                                                     ServiceOptions options = {});
  /// hold() and open().
  static base::Result<std::unique_ptr<Service>> open(const std::filesystem::path& dir,
                                                     std::string_view passphrase,
                                                     ServiceOptions options = {});
  ~Service();  ///< stops
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Starts writer and server, then peers; returns the port. REQUIRES: called once. Refusal:
  /// local_stopped where the address cannot be listened on.
  base::Result<std::uint16_t> start(net::Handler handler);
  /// A second listener beside the node's own, for people; ends with it. Returns its port. REQUIRES: started,
  /// called once. Refusals: local_busy where the address is in use, local_stopped where it cannot be
  /// listened on.
  base::Result<std::uint16_t> start_pages(net::Server::Options options, net::Handler handler);
  /// A third one, of plain HTTP at 127.0.0.1, for programs of this machine that watch over the node. As
  /// start_pages().
  base::Result<std::uint16_t> start_watch(std::uint16_t port, net::Handler handler);
  /// Says in the database where the others find who writes, and says it again where that was forgotten. Once
  /// another process has the turn the writer halts, be there something to write or not. Nothing happens where
  /// all records are in files. `doors` with an empty address: nothing is said. REQUIRES: started, called
  /// once. Refusals: those of lookout_of().
  base::Result<void> announce(const store::Doors& doors);
  /// What whoever asks while the node stops is answered. REQUIRES: before start().
  void refuse_with(net::Response answer) { when_stopping_ = std::move(answer); }
  /// Where the partners answer, if that was not known at start (ports picked by the system). REQUIRES:
  /// started, without peers so far.
  void join(const std::vector<PeerAddress>& peers);
  /// Refuses what is new, gives up what is under way with partners, answers what was taken (for at most
  /// `answer_within`), then ends servers and writer. What was acknowledged is on disk; the records are
  /// closed, their WALs taken in, when this object goes. Any thread.
  void stop();
  /// Returns when stop() was called (true) or the disk failed (false: leave with a non-zero exit status).
  bool wait();
  /// The same, for at most so long; empty: still running.
  std::optional<bool> wait_for(std::chrono::milliseconds time);
  /// wait() returns true. Async-signal-safe it is not: call it from a thread.
  void ask_to_stop();

  std::uint16_t port() const;
  std::uint16_t pages_port() const;  ///< 0 where there is no such listener
  std::uint16_t watch_port() const;  ///< 0 where there is no such listener
  const Folder& folder() const { return folder_; }
  const std::string& token() const { return token_; }
  Keyring& keys() { return *keys_; }
  Writer& writer() { return *writer_; }
  Peers& peers() { return *peers_; }
  /// Of all books and links.
  Changes& changes() { return changes_; }
  /// What a partnership's reports are read from. Null where there is none.
  Reporter* reporter(const base::Id& partnership);
  /// The bytes of attachments, of all partnerships.
  Attachments& attachments() { return attachments_; }
  /// The field nodes that are known here.
  Delegations& delegations() { return delegations_; }
  /// Which attachments a partnership's statements name. Null where there is none.
  AttachmentNames* attachment_names(const base::Id& partnership);
  const ServiceOptions& options() const { return options_; }
  base::Instant started_at() const { return started_at_; }

 private:
  Service(std::shared_ptr<const Held> held, ServiceOptions options);
  base::Result<void> open_records();
  base::Result<std::uint16_t> start_beside(std::unique_ptr<net::Server>& place, net::Server::Options options,
                                           net::Handler handler);

  std::shared_ptr<const Held> held_;
  Folder folder_;
  std::shared_ptr<Keyring> keys_;
  ServiceOptions options_;
  std::string token_;
  net::TlsIdentity identity_;
  base::Instant started_at_;
  Changes changes_;                                          // before the writer and the peers, who tell it
  std::map<base::Id, std::unique_ptr<Reporter>> reporters_;  // before the writer, whose books tell them
  Delegations delegations_;
  Attachments attachments_;
  std::map<base::Id, std::unique_ptr<AttachmentNames>> attachment_names_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<AttachmentFetch> fetch_;  // before the peers, who fetch with it
  std::unique_ptr<AttachmentSweeper> sweeper_;
  std::unique_ptr<Peers> peers_;
  std::unique_ptr<net::Server> server_;
  std::unique_ptr<net::Server> pages_server_;
  std::unique_ptr<net::Server> watch_server_;
  std::unique_ptr<TurnWatch> turn_watch_;
  net::Response when_stopping_{503, {}, {}};
  std::mutex mutex_;
  std::condition_variable ended_;
  bool asked_to_stop_ = false;
  bool stopped_ = false;
};

}  // namespace palitan::node
