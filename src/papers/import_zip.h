// The container of a workbook: files by name out of a zip held in memory. Inside the papers room.
#pragma once
#include <memory>

#include "papers/import_table.h"

struct zip;

namespace palitan::papers {

class ImportZip {
 public:
  /// `bytes` outlive this object. Fault: not_a_workbook, too_large.
  static tl::expected<ImportZip, ImportFault> open(std::string_view bytes, const ImportLimits& limits);

  bool has(const std::string& name) const;
  /// The whole file, its checksum right. Nothing is unpacked beyond the limits, whatever the directory says.
  tl::expected<std::string, ImportFault> read(const std::string& name);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  ImportZip(std::unique_ptr<zip, Close> archive, const ImportLimits& limits)
      : archive_(std::move(archive)), limits_(limits), left_(limits.unpacked) {}
  std::unique_ptr<zip, Close> archive_;
  ImportLimits limits_;
  std::size_t left_;
};

}  // namespace palitan::papers
