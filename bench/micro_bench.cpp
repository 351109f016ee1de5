// One step at a time: decode, verify, append, fold; beside each, in the same run, the library that does the
// nearest thing.
#include <benchmark/benchmark.h>
#include <cbor.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <sqlite3.h>

#include <filesystem>

#include "crypto/cross_check.h"
#include "kernel/record_kit.h"
#include "merkle/tree.h"
#include "sync/parcel.h"

namespace {
using namespace palitan;
using kernel::kit::Record;

/// A real record: whole orders, agreed in accords.
struct Corpus {
  Record record;
  std::vector<statement::SignedStatement> acts;
  std::vector<base::PublicKey> keys;  // of each act's seat

  Corpus() {
    record.open_house();
    for (int i = 0; i < 200; ++i) record.whole_order();
    record.accord();
    for (const auto& accord : record.accords())
      for (const auto& act : accord.acts) {
        acts.push_back(act);
        keys.push_back(record.get<kernel::SeatFact>(kernel::seat_key(act->content().seat))->key);
      }
  }
};
Corpus& corpus() {
  static Corpus the;
  return the;
}

base::Bytes payload_of(const statement::Statement& act) {
  codec::Decoder outer(act.bytes());
  outer.array();
  outer.byte_string();
  outer.map();
  const auto payload = outer.byte_string();
  return {payload.begin(), payload.end()};
}

/// Strict decode of the signed content: every field, canonical form, the body well formed.
void decode_content(benchmark::State& state) {
  std::vector<base::Bytes> payloads;
  std::size_t bytes = 0;
  for (const auto& act : corpus().acts) payloads.push_back(payload_of(*act));
  std::size_t i = 0;
  for (auto _ : state) {
    statement::Content content;
    codec::Decoder decoder(payloads[i]);
    decoder.item(content);
    if (!decoder.finish()) state.SkipWithError("refused");
    benchmark::DoNotOptimize(content);
    bytes += payloads[i].size();
    i = i + 1 == payloads.size() ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(decode_content);

/// The whole door without the signature: envelope, content, ranges, and the SHA-256 that is the id.
void decode_statement_and_id(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) {
    auto statement = statement::decode_statement(corpus().acts[i]->bytes());
    if (!statement) state.SkipWithError("refused");
    benchmark::DoNotOptimize(statement);
    i = i + 1 == corpus().acts.size() ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_statement_and_id);

/// The peer: libcbor loads the same payload into its own tree; it checks neither order nor shortest form.
void peer_libcbor_load(benchmark::State& state) {
  std::vector<base::Bytes> payloads;
  for (const auto& act : corpus().acts) payloads.push_back(payload_of(*act));
  std::size_t i = 0;
  for (auto _ : state) {
    cbor_load_result result{};
    auto* item = cbor_load(payloads[i].data(), payloads[i].size(), &result);
    if (item == nullptr) state.SkipWithError("refused");
    cbor_decref(&item);
    i = i + 1 == payloads.size() ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(peer_libcbor_load);

void verify_statement(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) {
    state.PauseTiming();
    auto statement = statement::decode_statement(corpus().acts[i]->bytes());
    state.ResumeTiming();
    if (!statement::open(std::move(*statement), corpus().keys[i])) state.SkipWithError("refused");
    i = i + 1 == corpus().acts.size() ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(verify_statement);

struct SignedText {
  crypto::KeyPair key = kernel::kit::key_named("bench");
  base::Bytes text = base::Bytes(250, 0x5a);
  base::Signature signature = crypto::sign(key, text);
};

void peer_libsodium_verify(benchmark::State& state) {
  const SignedText x;
  for (auto _ : state)
    if (crypto_sign_verify_detached(x.signature.raw.data(), x.text.data(), x.text.size(),
                                    x.key.public_key.raw.data()) != 0)
      state.SkipWithError("refused");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(peer_libsodium_verify);

void peer_openssl_verify(benchmark::State& state) {
  const SignedText x;
  auto* key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, x.key.public_key.raw.data(), 32);
  for (auto _ : state) {
    auto* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key);
    if (EVP_DigestVerify(context, x.signature.raw.data(), 64, x.text.data(), x.text.size()) != 1)
      state.SkipWithError("refused");
    EVP_MD_CTX_free(context);
  }
  EVP_PKEY_free(key);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(peer_openssl_verify);

void merkle_append(benchmark::State& state) {
  merkle::Frontier frontier;
  for (auto _ : state) frontier.append(merkle::leaf_hash(corpus().acts[0]->id().view()));
  benchmark::DoNotOptimize(frontier.root());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(merkle_append);

/// The kernel alone over a whole agreed record: facts, rules, postings, results hash; no signature is
/// checked.
void kernel_fold(benchmark::State& state) {
  auto& c = corpus();
  for (auto _ : state) {
    kernel::Facts facts;
    base::Hash results;
    for (const auto& accord : c.record.accords()) {
      auto fold = kernel::fold(accord.acts, facts, {accord.point.time, accord.point.height, 1}, results,
                               Record::none());
      results = fold.results;
    }
    if (results != c.record.accords().back().point.results) state.SkipWithError("other results");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(c.acts.size()));
}
BENCHMARK(kernel_fold)->Unit(benchmark::kMillisecond);

/// A parcel written and read again with so many acts in it.
void parcel_of(benchmark::State& state, std::size_t count) {
  auto& c = corpus();
  sync::Exchange message;
  message.partnership = c.record.partnership();
  message.from = "jpn";
  for (std::size_t i = 0; i < count; ++i)
    message.statements.push_back(c.acts[c.acts.size() - count + i]->bytes());
  sync::CommonGround ground;
  ground.partnership = message.partnership;
  for (auto _ : state) {
    const auto bytes = sync::write_parcel(message, ground);
    const auto back = sync::read_parcel(bytes, [&](const sync::ParcelHead&) { return ground; });
    if (!back || back->message.statements.size() != count) state.SkipWithError("not read back");
  }
  state.SetItemsProcessed(state.iterations());
}
void parcel_idle(benchmark::State& state) { parcel_of(state, 0); }
void parcel_one(benchmark::State& state) { parcel_of(state, 1); }
void parcel_hundred(benchmark::State& state) { parcel_of(state, 100); }
void parcel_thousand(benchmark::State& state) { parcel_of(state, 1000); }
BENCHMARK(parcel_idle);
BENCHMARK(parcel_one);
BENCHMARK(parcel_hundred)->Unit(benchmark::kMillisecond);
BENCHMARK(parcel_thousand)->Unit(benchmark::kMillisecond);

/// The peer of the store: SQLite alone, rows of a statement's size, a hundred to a synced commit.
void peer_sqlite_insert(benchmark::State& state) {
  const std::string path = std::filesystem::temp_directory_path() / "palitan_micro_bench.db";
  for (const auto* suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(
      db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(n INTEGER PRIMARY KEY, b BLOB)",
      nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO t(b) VALUES(?)", -1, &insert, nullptr);
  const base::Bytes row(350, 1);
  for (auto _ : state) {
    sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
    for (int i = 0; i < 100; ++i) {
      sqlite3_bind_blob(insert, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  }
  sqlite3_finalize(insert);
  sqlite3_close(db);
  for (const auto* suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(peer_sqlite_insert)->Unit(benchmark::kMillisecond)->UseRealTime();
}  // namespace

BENCHMARK_MAIN();
