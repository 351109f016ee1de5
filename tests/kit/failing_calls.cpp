#include "kit/failing_calls.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace palitan_test {
namespace {

struct Plan {
  std::uint64_t in = 0;  // 0: nothing is planned
  int error = 0;
  bool lasting = false;
  bool struck = false;
};
thread_local Plan calls;
thread_local Plan allocations;

bool strikes(Plan& plan) {
  if (plan.in == 0) return false;
  if (plan.in > 1) {
    --plan.in;
    return false;
  }
  plan.struck = true;
  if (!plan.lasting) plan.in = 0;
  errno = plan.error;
  return true;
}

template <class F>
F next(F, const char* name) {
  return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

FailingCall::FailingCall(std::uint64_t nth, int error, bool lasting) { calls = {nth, error, lasting, false}; }
FailingCall::~FailingCall() { calls = {}; }
bool FailingCall::struck() const { return calls.struck; }
FailingAllocation::FailingAllocation(std::uint64_t nth) { allocations = {nth, ENOMEM, false, false}; }
FailingAllocation::~FailingAllocation() { allocations = {}; }
bool FailingAllocation::struck() const { return allocations.struck; }

}  // namespace palitan_test

using palitan_test::calls;
using palitan_test::next;
using palitan_test::strikes;

#define PALITAN_NEXT(function)                           \
  static const auto real = next(&::function, #function); \
  if (strikes(calls)) return -1

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list more;
  va_start(more, flags);
  const auto mode = va_arg(more, mode_t);
  va_end(more);
  PALITAN_NEXT(open);
  return real(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  std::va_list more;
  va_start(more, flags);
  const auto mode = va_arg(more, mode_t);
  va_end(more);
  PALITAN_NEXT(open64);
  return real(path, flags, mode);
}
ssize_t read(int file, void* to, size_t count) {
  PALITAN_NEXT(read);
  return real(file, to, count);
}
ssize_t write(int file, const void* from, size_t count) {
  PALITAN_NEXT(write);
  return real(file, from, count);
}
ssize_t pread64(int file, void* to, size_t count, off64_t at) {
  PALITAN_NEXT(pread64);
  return real(file, to, count, at);
}
ssize_t pwrite64(int file, const void* from, size_t count, off64_t at) {
  PALITAN_NEXT(pwrite64);
  return real(file, from, count, at);
}
int fsync(int file) {
  PALITAN_NEXT(fsync);
  return real(file);
}
int fdatasync(int file) {
  PALITAN_NEXT(fdatasync);
  return real(file);
}
int ftruncate64(int file, off64_t length) noexcept {
  PALITAN_NEXT(ftruncate64);
  return real(file, length);
}
int rename(const char* from, const char* to) noexcept {
  PALITAN_NEXT(rename);
  return real(from, to);
}
int link(const char* from, const char* to) noexcept {
  PALITAN_NEXT(link);
  return real(from, to);
}
int unlink(const char* path) noexcept {
  PALITAN_NEXT(unlink);
  return real(path);
}
int mkdir(const char* path, mode_t mode) noexcept {
  PALITAN_NEXT(mkdir);
  return real(path, mode);
}
int connect(int socket, const struct sockaddr* to, socklen_t length) {
  PALITAN_NEXT(connect);
  return real(socket, to, length);
}

}  // extern "C"

void* operator new(std::size_t count) {
  if (strikes(palitan_test::allocations)) throw std::bad_alloc();
  if (void* const out = std::malloc(count == 0 ? 1 : count)) return out;
  throw std::bad_alloc();
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
