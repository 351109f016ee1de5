// What a party's word on each account has to say, remembered: the log is judged again once an account.
#pragma once
#include <map>
#include <mutex>

#include "node/account_word.h"

namespace palitan::api {

/// Any thread; one account at a time.
class AccountWords {
 public:
  /// As node::word_on_account(), which finds the same for ever once the cut is agreed; a refusal is not kept.
  base::Result<statement::StateAccount> of(const base::Id& partnership, const store::Store& store,
                                           const base::Id& account) {
    const std::lock_guard lock(mutex_);
    const auto at = std::pair(partnership, account);
    if (const auto found = words_.find(at); found != words_.end()) return found->second;
    auto word = node::word_on_account(store, account);
    if (word) words_.emplace(at, *word);
    return word;
  }

 private:
  std::mutex mutex_;
  std::map<std::pair<base::Id, base::Id>, statement::StateAccount> words_;
};

}  // namespace palitan::api
