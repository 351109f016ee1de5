#include "crypto/hash.h"
#include "store/contract.h"

namespace palitan::store {
namespace {

constexpr std::uint64_t kChunk = 1024;  ///< log entries read at once

/// Numbers as eight bytes, big-endian; texts and blobs with their length before them, so that no two rows run
/// together.
class Digest {
 public:
  void number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) row_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  void blob(base::ByteView bytes) {
    number(bytes.size());
    base::append(row_, bytes);
  }
  void text(std::string_view value) { blob(base::view_of(value)); }
  /// One call into the hash for each row: its fixed cost is higher than that of short inputs.
  void end_row() {
    sha_.update(row_);
    row_.clear();
  }
  base::Hash finish() { return sha_.finish(); }

 private:
  crypto::Sha256 sha_;
  base::Bytes row_;
};

void add_facts(Digest& digest, const Store& store) {
  for (const auto& kind : kernel::rows_of(kernel::FactKind{})) {
    store.each_fact(static_cast<kernel::FactKind>(kind.number),
                    [&digest](const kernel::FactKey& key, base::ByteView value) {
                      digest.text("fact");
                      digest.number(static_cast<std::uint64_t>(key.kind));
                      digest.blob(key.id);
                      digest.blob(value);
                      digest.end_row();
                      return true;
                    });
  }
}

void add_log(Digest& digest, const Store& store) {
  for (std::uint64_t from = 0;;) {
    const auto entries = store.log(from, kChunk);
    for (const auto& entry : entries) {
      digest.text("log");
      digest.number(entry.position);
      digest.blob(entry.id.view());
      digest.number(entry.height);
      digest.number(entry.code);
      digest.text(entry.clause);
      digest.number(entry.state);
      digest.end_row();
    }
    if (entries.size() < kChunk) return;
    from += kChunk;
  }
}

void add_postings(Digest& digest, const Store& store) {
  store.each_posting(std::nullopt, [&digest](const PostingRow& row) {
    digest.text("posting");
    digest.number(row.position);
    digest.blob(row.case_id.view());
    digest.number(static_cast<std::uint64_t>(row.date.days));
    digest.number(static_cast<std::uint64_t>(row.posting.account.kind));
    digest.text(row.posting.account.holder);
    digest.text(row.posting.account.other);
    digest.text(row.posting.commodity);
    digest.number(static_cast<std::uint64_t>(row.posting.amount));
    digest.end_row();
    return true;
  });
}

}  // namespace

base::Hash derived_hash(const Store& store) {
  Digest digest;
  add_facts(digest, store);
  add_log(digest, store);
  add_postings(digest, store);
  return digest.finish();
}

}  // namespace palitan::store
