// A cold audit: a bundle of whole orders on disk, and the time palitan-verify takes to prove all of it.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "bench.h"
#include "kernel/record_kit.h"
#include "sync/bundle.h"

namespace palitan::bench {
namespace {
namespace fs = std::filesystem;

/// Writes about `statements` statements in accords of whole orders; returns how many.
std::uint64_t write_record(const fs::path& path, std::uint64_t statements) {
  kernel::kit::Record record;
  record.open_house();
  while (record.accords().back().point.size < statements) {
    for (std::uint64_t i = 0; i < 450 && record.accords().back().point.size + i * 9 < statements; ++i)
      record.whole_order();
    record.accord();
  }
  const auto& last = record.accords().back().point;
  std::ofstream file(path, std::ios::binary);
  sync::BundleHeader header;
  header.partnership = record.partnership();
  header.height = last.height;
  header.size = last.size;
  sync::BundleWriter writer(header, true, [&](base::ByteView piece) {
    file.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    return file.good();
  });
  for (const auto& accord : record.accords()) {
    sync::BundleAccord out{accord.point.height, accord.note, {}};
    for (const auto& act : accord.acts) out.statements.push_back(act->bytes());
    writer.add(out);
  }
  return writer.finish() ? last.size : 0;
}
}  // namespace

int run(const AuditBench& options) {
  const auto path = fs::temp_directory_path() / fmt::format("palitan-bench-{}.bundle", ::getpid());
  const auto written = write_record(path, options.statements);
  const auto verify = options.verify.empty()
                          ? fs::read_symlink("/proc/self/exe").parent_path() / "palitan-verify"
                          : fs::path(options.verify);
  const auto start = std::chrono::steady_clock::now();
  const int status =
      std::system(fmt::format("'{}' '{}' >'{}.out'", verify.string(), path.string(), path.string()).c_str());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("audit: {} statements, {} MB on disk, proven in {:.1f} s ({:.0f}/s)\n", written,
             fs::file_size(path) / 1'000'000, took.count(), static_cast<double>(written) / took.count());
  fs::remove(path);
  fs::remove(path.string() + ".out");
  return status == 0 && written > 0 ? 0 : 1;
}

}  // namespace palitan::bench
