// A node's folder on the real disk, for as long as a story plays. Inside the story language only.
#pragma once
#include <filesystem>
#include <optional>

#include "node/keyring.h"

namespace palitan::cli {

struct StoryFolder {
  StoryFolder();   ///< a fresh place among the system's temporary files
  ~StoryFolder();  ///< takes it away
  StoryFolder(const StoryFolder&) = delete;
  StoryFolder& operator=(const StoryFolder&) = delete;

  std::filesystem::path dir;
  std::optional<store::FolderLock> lock;  ///< while a process of the story serves it
  std::shared_ptr<node::Keyring> keys;
};

}  // namespace palitan::cli
