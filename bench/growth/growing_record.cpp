#include "growth/growing_record.h"

namespace palitan::bench {
namespace {
namespace kit = kernel::kit;
constexpr std::uint64_t kDays = 380;  // the kit's activity lasts 400

/// The founding, the house and one act: what comes after is grown.
MadeOptions first_of(const GrowingRecord::Options& options) {
  return {.statements = 0, .seed = options.seed, .under_way = options.under_way, .days_pass = false};
}
}  // namespace

GrowingRecord::GrowingRecord(const Options& options) : options_(options), made_(first_of(options)) {}

sync::BundleAccord GrowingRecord::take(std::uint64_t height) {
  // The kit shows its accords and keeps them. The record is this object's own, and no longer asked for the
  // acts.
  auto& accord = const_cast<kit::Accord&>(made_.record().accords().at(height));
  sync::BundleAccord out{height, accord.note, {}};
  for (const auto& act : accord.acts) out.statements.push_back(act->bytes());
  PALITAN_CHECK(!out.statements.empty());
  accord.acts.clear();
  accord.acts.shrink_to_fit();
  return out;
}

void GrowingRecord::grow() {
  for (std::size_t i = 0; i < options_.batch; ++i) (void)made_.next();
  made_.record().accord();
  if (++days_ < kDays) made_.record().pass_days(1);
}

tl::expected<FedNode, std::string> FedNode::create(const fs::path& dir, const Founding& founding) {
  if (auto folder = make_folder(dir, founding, "phl"); !folder) return failed(folder.error());
  return FedNode(dir);
}

Ran FedNode::feed(GrowingRecord& record, std::uint64_t size) {
  const auto founding = record.founding();
  const auto folder = node::Folder::open(dir_);
  if (!folder) return failed(folder.error());
  auto store = folder->open_record(founding.partnership, false);
  if (!store) return failed(store.error());
  auto book = node::Book::open(**store, {.party = "phl", .helpers = 1}, record.now());
  if (!book) return failed(book.error());
  taken_ = seconds_ = 0;
  while ((*book)->log_size() < size) {
    if (next_ >= record.accords()) record.grow();
    auto message = message_of(**book, record.take(next_));
    if (!message) return failed(message.error());
    const auto before = (*book)->log_size();
    const Watch watch;
    (*book)->incoming(*message, record.now());
    if (auto done = (*book)->flush(record.now()); !done) return failed(done.error().what);
    seconds_ += watch.seconds();
    taken_ += static_cast<double>((*book)->log_size() - before);
    if ((*book)->height() != next_) return failed("accord " + std::to_string(next_) + " was not taken");
    ++next_;
  }
  return {};
}

}  // namespace palitan::bench
