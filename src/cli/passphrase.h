// Passphrases come from a file or from the keyboard, never from the command line, where everyone can read
// them.
#pragma once
#include <filesystem>
#include <string>

#include "cli/say.h"

namespace palitan::cli {

/// A secret text; wiped when it goes.
class Passphrase {
 public:
  explicit Passphrase(std::string text) : text_(std::move(text)) {}
  Passphrase(Passphrase&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Passphrase& operator=(Passphrase&&) = delete;
  Passphrase(const Passphrase&) = delete;
  Passphrase& operator=(const Passphrase&) = delete;
  ~Passphrase() { wipe(); }
  std::string_view view() const { return text_; }

 private:
  void wipe();
  std::string text_;
};

/// The first line of `file`; where that is empty, asked for on the terminal without showing it (twice where
/// `twice`, for a new one). Trouble: no such file, no terminal, an empty passphrase, two that differ.
Done<Passphrase> read_passphrase(const std::filesystem::path& file, std::string_view what,
                                 bool twice = false);

}  // namespace palitan::cli
