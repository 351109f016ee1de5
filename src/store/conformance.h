// Ground for the tests of every store: made-up rows, and the fixture of conformance_test.cpp. Tests only.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/check.h"
#include "store/contract.h"

namespace palitan::store::conformance {

/// Where a store comes from. `open` on the same folder again: the same store after a restart (none for
/// memory).
struct Backend {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::filesystem::path& dir)> open;
};

/// A folder that is gone afterwards.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "palitan-store-XXXXXX").string();
    PALITAN_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Spread like hashes, yet the same every time.
template <class F>
F made(std::uint64_t number) {
  F out;
  for (std::size_t i = 0; i < F::kSize; ++i) {
    std::uint64_t x = (number + 1) * 0x9e3779b97f4a7c15u + i * 0xbf58476d1ce4e5b9u;
    x ^= x >> 29;
    out.raw[i] = static_cast<std::uint8_t>((x * 0x94d049bb133111ebu) >> 56);
  }
  return out;
}
inline base::Id id(std::uint64_t number) { return made<base::Id>(number); }
inline base::Id case_id(std::uint64_t number) { return made<base::Id>(1'000'000'000 + number); }
inline base::KeyId seat(std::uint64_t number) { return made<base::KeyId>(2'000'000'000 + number); }
inline base::Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }
inline kernel::FactKey key(kernel::FactKind kind, std::uint64_t number) {
  return {kind, made<base::Id>(3'000'000'000 + number).raw};
}

inline ArrivedStatement arrived(std::uint64_t number, std::uint64_t of_case = 0, bool held = false) {
  return {id(number),       bytes("statement " + std::to_string(number)),
          seat(number % 3), number / 3 + 1,
          case_id(of_case), held};
}
inline LogEntry entry(std::uint64_t position, std::uint64_t number) {
  return {position, id(number), 7, 423, "art-4-1", 3};
}
inline PostingRow posting(std::uint64_t position, std::int32_t day, std::int64_t amount,
                          ledger::AccountKind kind = ledger::AccountKind::issued) {
  return {position, case_id(0), {day}, {{kind, "jpn", "phl"}, "F-76/LTR", amount}};
}
inline AccordRow accord(std::uint64_t height, std::string_view text) {
  return {height, 10 * height, -5 + static_cast<std::int64_t>(height), bytes(text)};
}

/// What an accord over statements 0 to 39 changes; their arrival is not in it.
inline Commit agreed_part() {
  Commit out;
  for (std::uint64_t i = 0; i < 40; ++i) {
    out.appended.push_back(entry(i, 39 - i));
    out.postings.push_back(posting(i, static_cast<std::int32_t>(i), 5));
    out.postings.push_back(posting(i, static_cast<std::int32_t>(i), -5, ledger::AccountKind::transit));
    out.facts.emplace_back(key(kernel::FactKind::statement, i), bytes("fact " + std::to_string(i)));
  }
  return out;
}

/// Some of everything a store keeps: 45 statements, one held, 40 in the log.
inline Commit some_of_everything() {
  Commit out = agreed_part();
  for (std::uint64_t i = 0; i < 45; ++i) out.arrived.push_back(arrived(i, i / 10, i == 43));
  out.accords = {accord(0, "founding"), accord(1, "first")};
  out.notes = {{"n", bytes("1")}};
  return out;
}

/// Everything a store answers, as text: two equal texts are two stores nobody can tell apart.
inline std::string everything(const Store& store) {
  std::string out;
  const auto add = [&out](const auto& value) { out += std::to_string(value) + " "; };
  const auto add_bytes = [&out](base::ByteView value) { out += base::to_hex(value) + "\n"; };
  for (const auto& [one, row] : store.pending()) {
    add(row.arrival), add(row.held), add_bytes(one.view()), add_bytes(row.bytes);
  }
  add(store.log_size());
  for (const auto& logged : store.log(0, UINT64_MAX)) {
    add(logged.position), add_bytes(logged.id.view()), add_bytes(*store.logged_bytes(logged.position));
  }
  for (std::uint64_t height = 0; height < 8; ++height)
    if (const auto row = store.accord(height))
      add(row->height), add(row->size), add(row->time_ms), add_bytes(row->bytes);
  for (const auto& [name, value] : store.notes("")) out += name + " ", add_bytes(value);
  add_bytes(derived_hash(store).view());
  return out;
}

class StoreTest : public ::testing::TestWithParam<Backend> {
 protected:
  StoreTest() { reopen(); }
  void reopen() {
    store_.reset();
    store_ = GetParam().open(folder_.path());
    ASSERT_NE(store_, nullptr);
  }
  void commit(const Commit& commit) {
    const auto done = store_->commit(commit);
    ASSERT_TRUE(done.has_value()) << done.error().what;
  }
  std::vector<std::uint64_t> pending_arrivals() const {
    std::vector<std::uint64_t> out;
    for (const auto& [one, row] : store_->pending()) out.push_back(row.arrival);
    return out;
  }

  TestFolder folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace palitan::store::conformance
