// The files that acts of a story attach, as each nation's node keeps them: put, fetched, erased by the same
// code as on a serving node. Inside the story language only.
#pragma once
#include "cli/story_folder.h"
#include "node/attachments.h"
#include "node/world.h"

namespace palitan::cli {

class StoryFiles {
 public:
  /// Keeps a file's bytes with a party. A file of a story holds its own name and nothing else.
  void keep(const statement::PartyCode& party, const std::string& name);
  bool has(const statement::PartyCode& party, const std::string& name);
  /// Every running node of these books removes what was erased and fetches what it lacks.
  void carry(const std::vector<node::World*>& books);

 private:
  node::Attachments& of(const statement::PartyCode& party);

  std::unique_ptr<StoryFolder> place_;  ///< once a file is kept
  std::map<statement::PartyCode, std::unique_ptr<node::Attachments>> files_;
};

}  // namespace palitan::cli
