#include "cli/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>

namespace palitan::cli {
namespace {
/// The terminal itself, so that a pipe into the command does not stand for the person.
class Terminal {
 public:
  Terminal() : fd_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent_ = ::tcsetattr(fd_, TCSAFLUSH, &silent) == 0;
  }
  ~Terminal() {
    if (silent_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
    if (fd_ >= 0) ::close(fd_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  bool ready() const { return silent_; }
  std::string ask(const std::string& prompt) {
    say(prompt);
    std::string out;
    char c = 0;
    while (::read(fd_, &c, 1) == 1 && c != '\n') out += c;
    say("\n");
    return out;
  }

 private:
  void say(std::string_view text) {
    if (::write(fd_, text.data(), text.size()) < 0) silent_ = false;
  }
  int fd_;
  termios before_{};
  bool silent_ = false;
};

Done<Passphrase> ask(std::string_view what, bool twice) {
  Terminal terminal;
  if (!terminal.ready())
    return trouble(kUsage,
                   "There is no terminal to ask for the passphrase. Name a file with --passphrase-file.");
  Passphrase first(terminal.ask(fmt::format("Passphrase for {}: ", what)));
  if (twice && terminal.ask("The same again: ") != first.view())
    return trouble(kUsage, "The two passphrases differ. Nothing was made.");
  return first;
}

Done<Passphrase> from_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line))
    return trouble(kUsage, fmt::format("No passphrase can be read from {}.", file.string()));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return Passphrase(std::move(line));
}
}  // namespace

void Passphrase::wipe() {
  // A volatile pointer, so that the writes are not taken for useless.
  volatile char* at = text_.data();
  for (std::size_t i = 0; i < text_.size(); ++i) at[i] = 0;
}

Done<Passphrase> read_passphrase(const std::filesystem::path& file, std::string_view what, bool twice) {
  auto out = file.empty() ? ask(what, twice) : from_file(file);
  if (out && out->view().empty()) return trouble(kUsage, "An empty passphrase protects nothing. Choose one.");
  return out;
}

}  // namespace palitan::cli
