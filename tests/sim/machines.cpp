#include "machines.h"

#include "base/check.h"
#include "kit/lossy_disk.h"
#include "store/memory.h"
#include "store/sqlite.h"

namespace palitan::sim {
namespace {
constexpr const char* kRecord = "/record.db";

base::Result<std::unique_ptr<store::Store>> open_on(const palitan_test::LossyDisk& lossy) {
  store::SqliteOptions options;
  options.vfs = lossy.vfs();
  options.cache_kib = options.reader_cache_kib = 256;
  options.checkpoint_pages = 64;  // so that short worlds meet checkpoints too
  return store::open_sqlite(kRecord, options);
}
}  // namespace

Machines::Machines(std::optional<std::uint64_t> sqlite_seed) : sqlite_seed_(sqlite_seed) {}
Machines::~Machines() = default;

std::unique_ptr<store::Store> Machines::keep(const Party& party, std::unique_ptr<Disk> disk) {
  disks_[party] = disk.get();
  return disk;
}

std::unique_ptr<store::Store> Machines::fresh(const Party& party) {
  if (!sqlite_seed_)
    return keep(party, std::make_unique<Disk>(std::make_unique<store::MemoryStore>(), finals));
  // A disk that was replaced stays until the end: its connections may still be open.
  lossy_.push_back(std::make_unique<palitan_test::LossyDisk>(*sqlite_seed_ + lossy_.size()));
  lossy_of_[party] = lossy_.back().get();
  auto opened = open_on(*lossy_.back());
  PALITAN_CHECK(opened.has_value());
  return keep(party, std::make_unique<Disk>(std::move(*opened), finals));
}

std::unique_ptr<store::Store> Machines::with(const Party& party, Image image) {
  return keep(party, std::make_unique<Disk>(std::move(image.store), finals, std::move(image.watch)));
}

std::unique_ptr<store::Store> Machines::with(const Party& party, const Disk& image) {
  return with(party, image_of(image));
}

Machines::Image Machines::image_of(const Disk& disk) const {
  return {dynamic_cast<const store::MemoryStore&>(disk.inner()).clone(), disk.watch()};
}

void Machines::plan_break(const Party& party, Disk::Break how, Dice& dice) {
  if (in_memory()) return disk(party).break_next(how, dice.chance(500));
  auto& lossy = *lossy_of_.at(party);
  if (how == Disk::Break::power)
    lossy.cut_power_in(1 + dice.below(12));
  else
    lossy.fail_in(1, palitan_test::DiskCall::sync);
}

bool Machines::is_dark(const Party& party) const { return !in_memory() && lossy_of_.at(party)->dark(); }

void Machines::be_well(const Party& party) {
  disk(party).do_not_break();
  if (!in_memory()) lossy_of_.at(party)->be_well();
}

std::optional<std::string> Machines::come_back(const Party& party, bool power) {
  auto& at = disk(party);
  at.mend();
  if (in_memory()) return std::nullopt;
  auto& lossy = *lossy_of_.at(party);
  if (!power) lossy.kill_process();
  if (power) lossy.cut_power();
  at.take_out().reset();
  if (power) lossy.power_on();
  lossy.be_well();
  auto opened = open_on(lossy);
  if (!opened) return "the store does not open: " + base::sentence(opened.error());
  at.put_back(std::move(*opened));
  return at.settle_unanswered();
}

}  // namespace palitan::sim
