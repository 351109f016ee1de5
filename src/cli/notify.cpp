#include "cli/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace palitan::cli {

bool notify_manager(std::string_view state) {
  const char* const place = std::getenv("NOTIFY_SOCKET");
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  if (place == nullptr) return false;
  const std::size_t size = std::strlen(place);
  if (size < 2 || size >= sizeof to.sun_path || (place[0] != '/' && place[0] != '@')) return false;
  std::memcpy(to.sun_path, place, size);
  if (to.sun_path[0] == '@') to.sun_path[0] = '\0';  // Linux's abstract names
  const int file = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (file < 0) return false;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
  const auto sent = ::sendto(file, state.data(), state.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&to), length);
  ::close(file);
  return sent == static_cast<ssize_t>(state.size());
}

}  // namespace palitan::cli
