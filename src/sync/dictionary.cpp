#include "sync/dictionary.h"

#include "base/check.h"

namespace palitan::sync {
namespace {
// Made by `palitan-bench dictionary`, in base64. Never changed: other bytes would be another packing.
constexpr std::string_view kDictionary1 =
#include "sync/dictionary_1.inc"
    ;
}  // namespace

base::ByteView dictionary_1() {
  static const auto kBytes = base::from_base64(kDictionary1);
  PALITAN_CHECK(kBytes.has_value());
  return *kBytes;
}

}  // namespace palitan::sync
