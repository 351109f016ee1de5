#include "audit_bundle.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace palitan::verify {
namespace {
using kernel::AuditAccord;
using kernel::AuditKeys;
using kernel::Fault;

constexpr std::size_t kGroupActs = 16'384;
constexpr std::size_t kSliceActs = 64;

using Group = std::vector<AuditAccord>;

/// Decoded accords in groups. After an empty group, `fault()` says whether it was the end.
class Source {
 public:
  explicit Source(sync::BundleReader& reader) : reader_(reader) {}

  Group next() {
    Group out;
    for (std::size_t acts = 0; !fault_ && acts < kGroupActs;) {
      auto paper = reader_.next();
      if (!paper) fault_ = Fault{paper.error(), height_, {}, {}};
      if (!paper || !*paper) break;
      const auto count = (*paper)->statements.size();
      auto accord =
          kernel::decode_accord(height_, position_, std::move((*paper)->statements), (*paper)->note);
      if (!accord) fault_ = accord.error();
      if (!accord) break;
      out.push_back(std::move(*accord));
      ++height_;
      position_ += count;
      acts += count + 1;
    }
    return out;
  }
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  sync::BundleReader& reader_;
  std::uint64_t height_ = 0;
  std::uint64_t position_ = 0;
  std::optional<Fault> fault_;
};

/// The signatures of one group, slice by slice, on whatever threads help.
class Verification {
 public:
  Verification(Group& group, const AuditKeys& keys, unsigned helpers) : keys_(keys) {
    for (auto& accord : group)
      for (std::size_t at = 0; at < accord.acts.size(); at += kSliceActs)
        slices_.push_back({&accord, at, std::min(kSliceActs, accord.acts.size() - at)});
    for (unsigned i = 0; i < helpers; ++i) threads_.emplace_back([this] { help(); });
  }
  /// Helps until nothing is left and waits for the others. The first fault in log order.
  std::optional<Fault> finish() {
    help();
    threads_.clear();  // joins
    return fault_;
  }

 private:
  struct Slice {
    AuditAccord* accord;
    std::size_t at;
    std::size_t count;
  };
  void help() {
    for (auto i = next_++; i < slices_.size(); i = next_++) {
      const auto& slice = slices_[i];
      const auto ok =
          verify_all(*slice.accord, std::span(slice.accord->acts).subspan(slice.at, slice.count), keys_);
      if (ok) continue;
      const std::scoped_lock lock(mutex_);
      if (!fault_ || ok.error().position < fault_->position) fault_ = ok.error();
    }
  }

  const AuditKeys& keys_;
  std::vector<Slice> slices_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::optional<Fault> fault_;
  std::vector<std::jthread> threads_;
};

std::optional<Fault> fold(kernel::Audit& audit, const Group& group) {
  for (const auto& accord : group)
    if (auto ok = audit.take(accord); !ok) return ok.error();
  return std::nullopt;
}
}  // namespace

kernel::Audited<kernel::AuditReport> audit_bundle(sync::BundleReader& reader, unsigned threads) {
  kernel::Audit audit(reader.header().partnership);
  AuditKeys keys;
  Source source(reader);
  Group checked;
  for (auto now = source.next(); !now.empty();) {
    for (const auto& accord : now) keys.learn(accord);
    Verification verification(now, keys, threads - 1);
    auto fault = fold(audit, checked);
    auto next = fault ? Group{} : source.next();
    const auto unsigned_act = verification.finish();
    if (!fault) fault = unsigned_act;
    if (fault) return tl::unexpected(*fault);
    checked = std::move(now);
    now = std::move(next);
  }
  if (auto fault = fold(audit, checked)) return tl::unexpected(*fault);
  if (source.fault()) return tl::unexpected(*source.fault());
  auto report = audit.report();
  if (!report) return report;
  if (auto ok = kernel::check_marked(*report, reader.header().marking); !ok)
    return tl::unexpected(ok.error());
  return report;
}

}  // namespace palitan::verify
