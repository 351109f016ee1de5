// A file's bytes, read as they are needed.
#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"

namespace palitan::verify {

class MappedFile {
 public:
  explicit MappedFile(const char* path) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    struct stat about{};
    if (file >= 0 && ::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
      size_ = static_cast<std::size_t>(about.st_size);
      if (size_ > 0) at_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
      ok_ = at_ != MAP_FAILED;
    }
    if (file >= 0) ::close(file);
  }
  ~MappedFile() {
    if (ok_ && size_ > 0) ::munmap(at_, size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  bool ok() const { return ok_; }
  base::ByteView bytes() const { return {static_cast<const std::uint8_t*>(at_), size_}; }

 private:
  void* at_ = nullptr;
  std::size_t size_ = 0;
  bool ok_ = false;
};

}  // namespace palitan::verify
