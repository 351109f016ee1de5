// The other nodes of our partnerships: one thread for each, which pushes when there is news.
#pragma once
#include "net/client.h"
#include "node/attachment_fetch.h"
#include "node/delegations.h"
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
  std::string node = {};       ///< a field node of it; empty: the one that signs its accords
  bool linked = true;          ///< false: cut by set_link
  bool reachable = false;      ///< the last exchange succeeded
  base::Instant last_success;  ///< zero: never
  std::string last_failure;
  /// Bytes of parcels that this node sent as requests and received as answers, since it started.
  std::uint64_t sent = 0, received = 0;

  sync::NodeName name() const { return sync::node_name(party, node); }
};

class Peers {
 public:
  /// REQUIRES: `writer` and `delegations` outlive this. `identity`: our own certificate, shown to the others,
  /// who pin it; a field node shows its delegation first.
  Peers(Writer& writer, net::TlsIdentity identity, Delegations& delegations, PeersOptions options = {});
  ~Peers();  ///< stops
  Peers(const Peers&) = delete;
  Peers& operator=(const Peers&) = delete;

  /// Starts a thread for each partnership and each of its nodes that has an address, but this one. The key
  /// pinned is the one in the record, pending changes included, or that of a field node's delegation.
  /// REQUIRES: the writer runs; called once.
  void start(const std::vector<PeerAddress>& addresses);
  /// Gives up what is under way with the others, who are told it again at the next start, and ends the
  /// threads: no partner that is silent is waited for (but while a name is looked up).
  void stop();
  /// Attachments are fetched too, when a link has no statements left to carry. REQUIRES: before start();
  /// `from` outlives this.
  void fetch_with(AttachmentFetch& from) { fetch_ = &from; }

  /// Told when a link comes or goes, on any thread. REQUIRES: before start().
  void tell_links(std::function<void()> told) { told_ = std::move(told); }

  /// Cuts or joins the links to a party's nodes, both ways, as a demonstration of being at sea.
  void set_link(const statement::PartyCode& party, bool linked);
  bool linked(const statement::PartyCode& party) const;
  /// A node has just spoken to this one: where it could not be reached it is called again at once; where it
  /// has no address here, it is told among the links that it was heard.
  void heard_from(const base::Id& partnership, const sync::NodeName& name);
  std::vector<LinkState> links() const;

 private:
  struct Link;
  void run(Link& link);
  bool rest(Link& link, std::chrono::milliseconds time);
  bool is_over(const Link& link) const;
  void count(Link& link, std::size_t sent, std::size_t received);
  void note(Link& link, const base::Result<bool>& pushed);
  base::Result<void> reach(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned);
  base::Result<void> introduce(Link& link, net::Client& client);
  void bring_own_key(Link& link, net::Client& client);
  base::PublicKey key_of(Book& book, const Link& link) const;
  base::Result<bool> push(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned);
  bool fetch_one(Link& link, std::optional<net::Client>& client);
  bool fetch_from(Link& link, std::optional<net::Client>& client);

  Writer& writer_;
  net::TlsIdentity identity_;
  base::PublicKey own_key_;
  Delegations& delegations_;
  PeersOptions options_;
  AttachmentFetch* fetch_ = nullptr;
  std::function<void()> told_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::stop_source giving_up_;  ///< of every call to the others
  std::map<statement::PartyCode, bool> cut_;
  std::vector<std::unique_ptr<Link>> links_;
  std::map<std::pair<base::Id, sync::NodeName>, base::Instant> calls_;  ///< of nodes that have no link here
};

}  // namespace palitan::node
