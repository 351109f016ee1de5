// How fast the SQLite store takes statements and accords, power-safe: commits of a group of statements, an
// accord after each 4,096, every fact read back. Usage: store_rates [STATEMENTS [GROUP [FOLDER]]]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>

#include "store/sqlite.h"

namespace {

using namespace palitan;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

template <class F>
F made(std::uint64_t number) {
  F out;
  for (std::size_t i = 0; i < out.raw.size(); ++i) {
    std::uint64_t x = (number + 1) * 0x9e3779b97f4a7c15u + i * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 29) * 0x94d049bb133111ebu;
    out.raw[i] = static_cast<std::uint8_t>(x >> 56);
  }
  return out;
}

/// Of this thread, in user and kernel.
double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

constexpr std::uint64_t kAccord = 4096;
constexpr std::uint64_t kSeats = 64;
constexpr std::uint64_t kPerCase = 10;

/// Statements of one case come one after another among those of `kSeats` others.
std::uint64_t case_of(std::uint64_t i) { return i / (kSeats * kPerCase) * kSeats + i % kSeats; }

store::ArrivedStatement made_statement(std::uint64_t i) {
  return {made<base::Id>(i), base::Bytes(300, static_cast<std::uint8_t>(i)), made<base::KeyId>(i % kSeats),
          i / kSeats + 1,    made<base::Id>(1'000'000'000'000 + case_of(i)), false};
}
kernel::FactKey key(kernel::FactKind kind, std::uint64_t i) {
  return {kind, made<base::Id>(static_cast<std::uint64_t>(kind) * 1'000'000'000'000 + i).raw};
}

/// Ten facts a statement, of which one is its own, one its case's, the others balances and seats; six
/// postings.
store::Commit accord(std::uint64_t height) {
  store::Commit out;
  for (std::uint64_t i = height * kAccord; i < (height + 1) * kAccord; ++i) {
    const auto of_case = made<base::Id>(1'000'000'000'000 + case_of(i));
    out.appended.push_back({i, made<base::Id>(i), height, 0, "", 3});
    for (int p = 0; p < 6; ++p)
      out.postings.push_back(
          {i, of_case, {20'000}, {{ledger::AccountKind::issued, "jpn", "phl"}, "F-76/LTR", p - 3}});
    out.facts.emplace_back(key(kernel::FactKind::statement, i), base::Bytes(70, 1));
    out.facts.emplace_back(key(kernel::FactKind::case_file, case_of(i)), base::Bytes(700, 2));
    out.facts.emplace_back(key(kernel::FactKind::seat, i % kSeats), base::Bytes(200, 3));
    for (std::uint64_t b = 0; b < 7; ++b)
      out.facts.emplace_back(key(kernel::FactKind::balance, (i * 7 + b) % 5'000), base::Bytes(10, 4));
  }
  out.accords.push_back({height, (height + 1) * kAccord, 0, base::Bytes(1'000, 5)});
  return out;
}

void check(const base::Outcome<void>& done) {
  if (done) return;
  std::fprintf(stderr, "%s\n", done.error().what.c_str());
  std::exit(1);
}

struct Times {
  std::vector<double> all;
  double cpu = 0;
  void measure(const std::function<void()>& work) {
    const double cpu_before = cpu_ms();
    const auto start = Clock::now();
    work();
    all.push_back(ms_since(start));
    cpu += cpu_ms() - cpu_before;
  }
  void print(const char* what) {
    if (all.empty()) return;
    std::sort(all.begin(), all.end());
    double sum = 0;
    for (const double one : all) sum += one;
    const auto at = [this](double part) {
      return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    std::printf("%-10s n %zu  mean %.2f ms  p50 %.2f  p99 %.2f  max %.2f  cpu %.2f\n", what, all.size(),
                sum / static_cast<double>(all.size()), at(0.5), at(0.99), all.back(),
                cpu / static_cast<double>(all.size()));
  }
};

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t total = argc > 1 ? std::stoull(argv[1]) : 20 * kAccord;
  const std::uint64_t group = argc > 2 ? std::stoull(argv[2]) : 100;
  const std::filesystem::path dir = argc > 3 ? std::filesystem::path(argv[3])
                                             : std::filesystem::temp_directory_path() / "palitan-store-rates";
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  store::SqliteOptions options;
  if (argc > 4) options.page_size = std::stoi(argv[4]);
  if (argc > 5) options.checkpoint_pages = std::stoi(argv[5]);
  if (argc > 6) options.cache_kib = std::stoi(argv[6]);
  auto opened = store::open_sqlite(dir / "record.db", options);
  if (!opened) return std::fprintf(stderr, "%s\n", base::sentence(opened.error()).c_str()), 1;
  store::Store& store = **opened;

  Times arrivals;
  Times accords;
  std::uint64_t in = 0;
  for (std::uint64_t height = 0; in < total; ++height) {
    while (in < (height + 1) * kAccord) {
      store::Commit commit;
      for (const auto end = std::min(in + group, (height + 1) * kAccord); in < end; ++in)
        commit.arrived.push_back(made_statement(in));
      arrivals.measure([&] { check(store.commit(commit)); });
    }
    const auto commit = accord(height);
    accords.measure([&] { check(store.commit(commit)); });
    if ((height + 1) % 49 == 0 || in >= total) {
      double sum = 0;
      const std::size_t last = std::min<std::size_t>(arrivals.all.size(), 49 * (kAccord / group + 1));
      for (std::size_t i = arrivals.all.size() - last; i < arrivals.all.size(); ++i) sum += arrivals.all[i];
      std::printf("%8lu statements: arrivals %.0f /s over the last %zu commits; last accord %.0f ms\n",
                  static_cast<unsigned long>(in), static_cast<double>(last * group) / sum * 1000, last,
                  accords.all.back());
    }
  }
  arrivals.print("arrivals");
  accords.print("accords");

  auto start = Clock::now();
  constexpr std::uint64_t kReads = 100'000;
  std::uint64_t found = 0;
  for (std::uint64_t i = 0; i < kReads; ++i)
    found += store.fact(key(kernel::FactKind::statement, i * 7919 % in)).has_value() ? 1 : 0;
  std::printf("fact() random %.2f us (%lu found)\n", ms_since(start) * 1000 / kReads,
              static_cast<unsigned long>(found));
  start = Clock::now();
  for (std::uint64_t i = 0; i < kReads; ++i)
    found += store.fact(key(kernel::FactKind::balance, i % 5000)) ? 1 : 0;
  std::printf("fact() balance %.2f us\n", ms_since(start) * 1000 / kReads);
  start = Clock::now();
  for (std::uint64_t i = 0; i < 10'000; ++i) found += store.statement(made<base::Id>(i * 7919 % in)) ? 1 : 0;
  std::printf("statement() random %.2f us\n", ms_since(start) * 1000 / 10'000);
  start = Clock::now();
  const auto hash = store::derived_hash(store);
  std::printf("derived_hash %.0f ms (%s)\n", ms_since(start), base::to_hex(hash.view()).substr(0, 8).c_str());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "page %d, checkpoint at %d pages, cache %d KiB; file %.0f MB; memory at most %ld MB; written %.0f MB; "
      "cpu %ld s\n",
      options.page_size, options.checkpoint_pages, options.cache_kib,
      static_cast<double>(std::filesystem::file_size(dir / "record.db")) / 1e6, usage.ru_maxrss / 1024,
      static_cast<double>(usage.ru_oublock) * 512e-6, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
  opened->reset();
  std::filesystem::remove_all(dir);
}
