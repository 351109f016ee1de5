#include "cutter.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "base/check.h"

namespace palitan::postgres_tests {
namespace {

sockaddr_un address_of(const std::filesystem::path& path) {
  sockaddr_un out{};
  out.sun_family = AF_UNIX;
  PALITAN_CHECK(path.string().size() < sizeof out.sun_path);
  path.string().copy(out.sun_path, sizeof out.sun_path - 1);
  return out;
}

// PostgreSQL, section 55.7: Bind names the prepared statement, CommandComplete what was done.
constexpr std::string_view kAsked{"\0commit\0", 8};
constexpr std::string_view kDone{"COMMIT\0", 7};

}  // namespace

Cutter::Cutter(const std::filesystem::path& folder, std::filesystem::path server)
    : server_(std::move(server)) {
  const auto address = address_of(folder / ".s.PGSQL.5432");
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  PALITAN_CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  PALITAN_CHECK(::listen(listener_, 16) == 0);
  PALITAN_CHECK(::pipe(stop_) == 0);
  thread_ = std::thread([this] { run(); });
}

Cutter::~Cutter() {
  ::close(stop_[1]);
  thread_.join();
  for (auto& line : lines_) close_line(line, true);
  ::close(listener_);
  ::close(stop_[0]);
}

void Cutter::accept() {
  Line line;
  line.client = ::accept(listener_, nullptr, nullptr);
  line.server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = address_of(server_);
  if (::connect(line.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return close_line(line, true);
  lines_.push_back(line);
}

void Cutter::close_line(Line& line, bool server_too) {
  if (line.client >= 0) ::close(line.client);
  line.client = -1;
  if (server_too && line.server >= 0) ::close(line.server);
  if (server_too) line.server = -1;
}

bool Cutter::pass(Line& line, bool from_client) {
  std::array<char, 65'536> part{};
  const auto n = ::read(from_client ? line.client : line.server, part.data(), part.size());
  if (n <= 0) return close_line(line, true), false;
  const std::string_view seen(part.data(), static_cast<std::size_t>(n));
  const auto armed = armed_.load();
  const bool hit =
      (from_client && armed == Cut::before_commit && seen.find(kAsked) != seen.npos) ||
      (!from_client && (armed == Cut::after_commit || armed == Cut::half) && seen.find(kDone) != seen.npos);
  if (hit) {
    armed_ = Cut::none;
    ++cuts_;
    return close_line(line, armed != Cut::half), false;
  }
  const auto sent = ::send(from_client ? line.server : line.client, seen.data(), seen.size(), MSG_NOSIGNAL);
  if (sent != n) return close_line(line, true), false;
  return true;
}

void Cutter::run() {
  for (;;) {
    std::vector<pollfd> wait = {{stop_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const auto& line : lines_) {
      wait.push_back({line.client, POLLIN, 0});
      wait.push_back({line.client < 0 ? -1 : line.server, POLLIN, 0});
    }
    if (::poll(wait.data(), wait.size(), -1) < 0) continue;
    if (wait[0].revents != 0) return;
    for (std::size_t i = 0; i < lines_.size() && 3 + 2 * i < wait.size(); ++i)
      for (const bool from_client : {true, false})
        if (wait[2 + 2 * i + (from_client ? 0 : 1)].revents != 0 && lines_[i].client >= 0)
          pass(lines_[i], from_client);
    if (wait[1].revents != 0) accept();
  }
}

}  // namespace palitan::postgres_tests
