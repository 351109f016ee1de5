// The other nodes of our partnerships: one thread for each, which pushes when there is news.
#pragma once
#include "net/client.h"
#include "node/attachment_fetch.h"
#include "node/writer.h"

namespace palitan::node {

struct PeersOptions {
  std::chrono::milliseconds debounce{4};  ///< news of this long go into one message
  /// An exchange after so long without news; where there is none again and again, after up to eight times so
  /// long.
  std::chrono::milliseconds every{1'000};
  std::chrono::milliseconds backoff_max{5'000};
  /// Over a satellite a TLS handshake takes two round trips of more than a second, and whatever is lost.
  std::chrono::milliseconds connect_timeout{12'000};
  std::chrono::milliseconds request_timeout{30'000};
  std::chrono::milliseconds attachment_again{60'000};  ///< until a partner is asked again for what it lacked
};

/// What is known of one link, for people.
struct LinkState {
  base::Id partnership;
  statement::PartyCode party;
  bool linked = true;          ///< false: cut by set_link
  bool reachable = false;      ///< the last exchange succeeded
  base::Instant last_success;  ///< zero: never
  std::string last_failure;
  /// Bytes of parcels that this node sent as requests and received as answers, since it started.
  std::uint64_t sent = 0, received = 0;
};

class Peers {
 public:
  /// REQUIRES: `writer` outlives this. `identity`: our own certificate, shown to the partners, who pin it.
  Peers(Writer& writer, net::TlsIdentity identity, PeersOptions options = {});
  ~Peers();  ///< stops
  Peers(const Peers&) = delete;
  Peers& operator=(const Peers&) = delete;

  /// Starts a thread for each partnership and party in it that has an address. The key pinned is the one
  /// in the record, pending changes included. REQUIRES: the writer runs; called once.
  void start(const std::vector<PeerAddress>& addresses);
  void stop();
  /// Attachments are fetched too, when a link has no statements left to carry. REQUIRES: before start();
  /// `from` outlives this.
  void fetch_with(AttachmentFetch& from) { fetch_ = &from; }

  /// Told when a link comes or goes, on any thread. REQUIRES: before start().
  void tell_links(std::function<void()> told) { told_ = std::move(told); }

  /// Cuts or joins the link to a party, both ways, as a demonstration of being at sea.
  void set_link(const statement::PartyCode& party, bool linked);
  bool linked(const statement::PartyCode& party) const;
  /// A node of that party has just spoken to this one: where it could not be reached it is called again at
  /// once.
  void heard_from(const base::Id& partnership, const statement::PartyCode& party);
  std::vector<LinkState> links() const;

 private:
  struct Link;
  void run(Link& link);
  bool rest(Link& link, std::chrono::milliseconds time);
  bool is_over(const Link& link) const;
  void count(Link& link, std::size_t sent, std::size_t received);
  void note(Link& link, const base::Result<bool>& pushed);
  base::Result<void> reach(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned);
  base::Result<bool> push(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned);
  bool fetch_one(Link& link, std::optional<net::Client>& client);
  bool fetch_from(Link& link, std::optional<net::Client>& client);

  Writer& writer_;
  net::TlsIdentity identity_;
  PeersOptions options_;
  AttachmentFetch* fetch_ = nullptr;
  std::function<void()> told_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::map<statement::PartyCode, bool> cut_;
  std::vector<std::unique_ptr<Link>> links_;
};

}  // namespace palitan::node
