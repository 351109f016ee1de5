// The record of a folder that nobody serves.
#pragma once
#include <set>

#include "cli/record.h"
#include "node/attachment_names.h"
#include "node/book.h"
#include "node/folder.h"

namespace palitan::cli {

/// A book above its own store, opened to be read. Holds the folder's lock while it lives, so that nothing
/// starts to serve it meanwhile.
class FolderRecord : public Record {
 public:
  /// `partnership`: the record's first digits; may be empty where there is only one. Trouble: the folder is
  /// served (see is_served), nothing is founded here, several fit.
  static Done<std::unique_ptr<FolderRecord>> open(const node::Folder& folder, std::string_view partnership,
                                                  base::Instant now);

  std::string where() const override { return "folder " + dir_; }
  Done<Status> status() override;
  Done<std::vector<LogRow>> log(std::uint64_t from, std::uint64_t count) override;
  Done<std::vector<BalanceRow>> balances(std::optional<base::Date> as_of, bool provisional) override;
  Done<std::vector<CaseRow>> cases() override;
  Done<CaseView> case_file(const base::Id& id) override;
  Done<std::vector<SeatRow>> seats() override;
  Done<std::string> report(const ReportWish& wish) override;
  Done<std::vector<AttachmentRow>> attachments() override;
  Done<base::Bytes> attachment(const base::Hash& hash) override;

  const store::Store& store() const { return *store_; }
  statement::Marking ceiling() const { return book_->ceiling(); }
  node::Book& book() { return *book_; }

 private:
  FolderRecord(store::FolderLock lock, std::unique_ptr<store::Store> store)
      : lock_(std::move(lock)), store_(std::move(store)) {}
  ActRow act_row(const base::Id& id);

  store::FolderLock lock_;
  std::string dir_;
  base::Instant now_;
  std::set<base::KeyId> keys_;  ///< seats whose key lies in the folder
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<node::Book> book_;
  std::unique_ptr<node::Attachments> attachments_;
};

}  // namespace palitan::cli
