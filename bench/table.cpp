#include "table.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "machine.h"

namespace palitan::bench {
namespace {
struct Peer {
  std::string label, name, unit = {};
};
struct Row {
  std::string name;
  std::string what;
  std::string unit;
  std::string must;  ///< DESIGN section 11
  std::vector<Peer> peers;
};

const Peer kSodium{"libsodium verify, one core", "peer_libsodium_verify", "/s"};
const Peer kOpenssl{"OpenSSL verify, one core", "peer_openssl_verify", "/s"};
const Peer kSqlite{"SQLite alone, rows durable by hundreds", "peer_sqlite_insert", "/s"};
std::vector<Peer> lemon(const std::string& row) {
  return {{"LEMON cost scaling", row + "_lemon_scaling", "ms"},
          {"network simplex", row + "_lemon_simplex", "ms"},
          {"network simplex on what stays", row + "_lemon_simplex_kept", "ms"}};
}
const Peer kHledger{"hledger bal, same record", "hledger", "s"};
const Peer kLedger{"ledger bal, same record", "ledger", "s"};
const Peer kBeancount{"beancount, same record", "beancount", "s"};
const Peer kTlog{"Go's x/mod tlog, hashes stored in memory", "peer_tlog_append", "/s"};
/// Of our own writing: double entry, unsigned, each durable (peers/postgres_peer.h).
Peer postgres(int clients) {
  return {fmt::format("PostgreSQL, our own double-entry transfer, unsigned, {} client{}", clients,
                      clients == 1 ? "" : "s"),
          fmt::format("peer_postgres_{}", clients), "/s"};
}

std::vector<Row> rows(const Sizes& n) {
  const auto of = [](std::uint64_t count) { return fmt::format("{} statements", count); };
  const auto served = of(n.large_record > 0 ? n.large_record : n.record);
  return {
      {"decode_content",
       "strict decode of a statement's content",
       "/s",
       "1.3 M/s",
       {{"libcbor, not strict", "peer_libcbor_load", "/s"}}},
      {"decode_statement_and_id", "the same with envelope, ranges and SHA-256 id", "/s", "", {}},
      {"verify_statement", "verify one statement, one core", "/s", "", {kSodium, kOpenssl}},
      {"merkle_append", "Merkle append", "/s", "", {kTlog}},
      {"kernel_fold", "kernel fold, no signatures, one core", "/s", "", {}},
      {"parcel_idle", "a parcel of nothing new, written and read", "/s", "", {}},
      {"parcel_one", "  of one act", "/s", "", {}},
      {"parcel_hundred", "  of 100 acts", "/s", "", {}},
      {"parcel_thousand", "  of 1,000 acts", "/s", "", {}},
      {"netting_30", "netting of 30 parties, 600 obligations, with proof", "ms", "", lemon("netting_30")},
      {"netting_30_check", "  its check", "ms", "", {}},
      {"netting_200", "netting of 200 parties, 20,000 obligations, with proof", "ms", "50 ms",
       lemon("netting_200")},
      {"netting_200_check", "  its check", "ms", "5 ms", {}},
      {"netting_1000", "netting of 1,000 parties, 100,000 obligations, with proof", "ms", "",
       lemon("netting_1000")},
      {"netting_1000_check", "  its check", "ms", "", {}},
      {"api_rate",
       fmt::format("durable acts through the API, 64 clients, {} acts", n.api_acts),
       "/s",
       "10,000 /s",
       {kSqlite, postgres(64), postgres(8), postgres(1)}},
      {"api_p50", "  their p50", "ms", "", {}},
      {"api_p99", "  their p99", "ms", "50 ms", {}},
      {"ingest", "ingest of a bundle, " + of(n.record), "/s", "15,000 /s", {kSodium, kSqlite}},
      {"ingest_large", "ingest of a bundle, " + of(n.large_record) + " (once)", "/s", "15,000 /s", {}},
      {"accord_rate", "both nodes hold the act under an accord, " + of(n.record), "/s", "3,000 /s", {}},
      {"accord_batch", "  acts of one accord there, mean", "acts", "", {}},
      {"audit", "cold audit, " + of(n.record), "s", "", {kHledger, kLedger, kBeancount}},
      {"audit_large", "cold audit, " + of(n.large_record) + " (once)", "s", "45 s at 1 M", {}},
      {"journal_replay",
       "replay, signatures checked before, " + of(n.record),
       "s",
       "",
       {kHledger, kLedger, kBeancount}},
      {"replay_large", "replay, " + served + (n.large_record > 0 ? " (once)" : ""), "s", "5 s at 1 M", {}},
      {"journal_export", "journal written, " + of(n.record), "s", "", {}},
      {"position_store_p50", "one balance by the store's fact lookup, " + served + ", p50", "us", "", {}},
      {"position_store_p99", "  p99", "us", "1 ms", {}},
      {"position_api_p50", "all balances through the API, " + served + ", p50", "ms", "", {}},
      {"position_api_p99", "  p99", "ms", "1 ms", {}},
      {"memory_idle", "memory of a node with " + served + ", started", "MB", "", {}},
      {"memory", "  after it was asked 10,000 times", "MB", "64 MB at 1 M", {}},
  };
}

struct Summary {
  double median = 0, least = 0, most = 0;
};
std::optional<Summary> summary(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const auto n = values.size();
  return Summary{(values[(n - 1) / 2] + values[n / 2]) / 2, values.front(), values.back()};
}

std::string number(double value, const std::string& unit) {
  if (unit == "s" || unit == "ms") return fmt::format("{:.2f}", value);
  if (unit == "us" || unit == "MB") return fmt::format("{:.1f}", value);
  return fmt::format("{:.0f}", value);
}
std::string with_unit(double value, const std::string& unit) {
  return number(value, unit) + (unit == "/s" ? "" : " ") + unit;
}

std::string peers_text(const Row& row, const Samples& samples) {
  std::string out;
  for (const auto& peer : row.peers)
    if (const auto s = summary(samples.of(peer.name)))
      out += fmt::format("{}{} {}", out.empty() ? "" : "; ", peer.label, with_unit(s->median, peer.unit));
  return out;
}
}  // namespace

std::vector<RowNames> row_names(const Sizes& sizes) {
  std::vector<RowNames> out;
  for (const auto& row : rows(sizes)) {
    RowNames one{row.name, row.unit, {}};
    for (const auto& peer : row.peers) one.peers.push_back({peer.name, peer.unit});
    out.push_back(std::move(one));
  }
  return out;
}

std::string table_text(const Samples& samples, const Sizes& sizes) {
  std::string out;
  for (const auto& [name, value] : machine(sizes.load_before)) out += fmt::format("{:<12} {}\n", name, value);
  out += fmt::format("{:<12} {}, everything in turn; medians\n\n", "rounds", sizes.rounds);
  const auto* form = "{:<66} | {:>13} | {:>21} | {:<13} | {}\n";
  out += fmt::format(fmt::runtime(form), "what", "median", "min..max", "must", "beside it, median");
  for (const auto& row : rows(sizes)) {
    const auto s = summary(samples.of(row.name));
    if (!s) continue;
    out += fmt::format(fmt::runtime(form), row.what, with_unit(s->median, row.unit),
                       number(s->least, row.unit) + ".." + number(s->most, row.unit), row.must,
                       peers_text(row, samples));
  }
  return out;
}

std::string table_json(const Samples& samples, const Sizes& sizes) {
  using Json = nlohmann::ordered_json;
  Json out;
  for (const auto& [name, value] : machine(sizes.load_before)) out["machine"][name] = value;
  out["rounds"] = sizes.rounds;
  out["rows"] = Json::array();
  for (const auto& row : rows(sizes)) {
    const auto s = summary(samples.of(row.name));
    if (!s) continue;
    Json one = {{"name", row.name},
                {"what", row.what},
                {"unit", row.unit},
                {"median", s->median},
                {"min", s->least},
                {"max", s->most},
                {"samples", samples.of(row.name)},
                {"must", row.must},
                {"peers", Json::array()}};
    for (const auto& peer : row.peers)
      if (const auto p = summary(samples.of(peer.name)))
        one["peers"].push_back({{"what", peer.label},
                                {"unit", peer.unit},
                                {"median", p->median},
                                {"min", p->least},
                                {"max", p->most}});
    out["rows"].push_back(std::move(one));
  }
  return out.dump(2) + "\n";
}

}  // namespace palitan::bench
