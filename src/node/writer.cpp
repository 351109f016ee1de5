#include "node/writer.h"

#include <spdlog/spdlog.h>

#include <future>

#include "node/commit_refusal.h"
#include "store/read_fault.h"

namespace palitan::node {
namespace {

using base::Code;

tl::unexpected<base::Refusal> stopped(const std::string& why) {
  return base::refuse(Code::local_stopped, why);
}

std::int64_t steady_ns(std::chrono::steady_clock::time_point at) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
}

}  // namespace

Writer::Writer(std::shared_ptr<Keyring> keys, Clock clock, WriterOptions options)
    : keys_(std::move(keys)), clock_(std::move(clock)), options_(options) {}

Writer::~Writer() { stop(); }

void Writer::add(std::unique_ptr<store::Store> store, std::unique_ptr<Book> book) {
  PALITAN_CHECK(!thread_.joinable());
  const auto partnership = book->partnership();
  auto desk = std::make_unique<Desk>();
  desk->store = std::move(store);
  desk->book = std::move(book);
  desks_[partnership] = std::move(desk);
}

void Writer::start() {
  for (const auto& [id, own] : desks_)
    own->book->ask_first([this, book = own->book.get()](const Draft& draft, base::Instant now) {
      std::vector<Book*> books;
      for (const auto& [other, desk] : desks_) books.push_back(desk->book.get());
      return own_law_.check(draft, *book, books, now);
    });
  PALITAN_CHECK(!thread_.joinable());
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
  }
  thread_ = std::thread([this] { run(); });
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    running_ = false;
  }
  work_.notify_all();
  told_.notify_all();
  if (thread_.joinable()) thread_.join();
}

// ---- jobs -------------------------------------------------------------------------------------------------

void Writer::submit(const base::Id& partnership, Draft draft, SignedDone done) {
  const auto result = std::make_shared<base::Result<Signed>>();
  put({partnership,
       [this, result, draft = std::move(draft)](Book& book, base::Instant now) {
         const auto key = keys_->seat(draft.seat);
         if (!key)
           *result = tl::unexpected(key.error());
         else
           *result = book.sign(draft, **key, now);
       },
       [result, done = std::move(done)](base::Result<Book*> book) {
         done(book ? std::move(*result) : tl::unexpected(book.error()));
       }});
}

void Writer::submit_jointly(const base::Id& partnership, std::vector<Draft> drafts, bool keep,
                            JointDone done) {
  const auto result = std::make_shared<base::Result<JointlySigned>>();
  put({partnership,
       [this, result, keep, drafts = std::move(drafts)](Book& book, base::Instant now) {
         std::vector<std::shared_ptr<const crypto::KeyPair>> keys;  // alive until all are signed
         std::vector<JointDraft> joint;
         for (const auto& draft : drafts) {
           auto key = keys_->seat(draft.seat);
           if (!key) {
             *result = tl::unexpected(key.error());
             return;
           }
           keys.push_back(*key);
           joint.push_back({draft, keys.back().get()});
         }
         *result = book.sign_jointly(joint, keep, now);
       },
       [result, done = std::move(done)](base::Result<Book*> book) {
         done(book ? std::move(*result) : tl::unexpected(book.error()));
       }});
}

void Writer::receive(const base::Id& partnership, base::Bytes bytes, ReceivedDone done) {
  const auto result = std::make_shared<base::Result<bool>>();
  put({partnership,
       [result, bytes = std::move(bytes)](Book& book, base::Instant now) mutable {
         *result = book.receive(std::move(bytes), now);
       },
       [result, done = std::move(done)](base::Result<Book*> book) {
         done(book ? std::move(*result) : tl::unexpected(book.error()));
       }});
}

void Writer::exchange(const base::Id& partnership, statement::PartyCode from, base::Bytes parcel,
                      std::size_t answer_max, ExchangeDone done) {
  const auto fault = std::make_shared<std::optional<base::Refusal>>();
  put({partnership,
       [parcel = std::move(parcel), fault](Book& book, base::Instant now) {
         if (const auto taken = book.incoming_parcel(parcel, now); !taken) *fault = taken.error();
       },
       [from = std::move(from), answer_max, fault, done = std::move(done)](base::Result<Book*> book) {
         if (!book) return done(tl::unexpected(book.error()));
         if (*fault) return done(tl::unexpected(**fault));
         done((*book)->outgoing_parcel(from, answer_max));
       }});
}

void Writer::incoming(const base::Id& partnership, base::Bytes parcel, TakenDone done) {
  const auto taken = std::make_shared<base::Result<Book::Taken>>();
  put({partnership,
       [parcel = std::move(parcel), taken](Book& book, base::Instant now) {
         *taken = book.incoming_parcel(parcel, now);
       },
       [taken, done = std::move(done)](base::Result<Book*> book) {
         done(book ? std::move(*taken) : tl::unexpected(book.error()));
       }});
}

void Writer::look(const base::Id& partnership, Look look) { put({partnership, {}, std::move(look)}); }

base::Result<void> Writer::ask(const base::Id& partnership, const std::function<void(Book&)>& look) {
  PALITAN_CHECK(std::this_thread::get_id() != thread_.get_id());
  std::promise<base::Result<void>> promise;
  this->look(partnership, [&](base::Result<Book*> book) {
    if (!book) return promise.set_value(tl::unexpected(book.error()));
    look(**book);
    promise.set_value({});
  });
  return promise.get_future().get();
}

void Writer::put(Job job) {
  std::optional<base::Refusal> refusal;
  {
    const std::lock_guard lock(mutex_);
    if (halted_ || !running_)
      refusal = base::Refusal{Code::local_stopped, {}, halted_.value_or("the node is stopping")};
    else if (queue_.size() >= options_.queue_max)
      refusal = base::Refusal{Code::local_busy, {}, {}};
    else
      queue_.push_back(std::move(job));
  }
  if (refusal) return job.finish(tl::unexpected(*refusal));
  work_.notify_one();
}

// ---- the thread -------------------------------------------------------------------------------------------

void Writer::run() {
  ::pthread_setname_np(::pthread_self(), "writer");
  // An empty commit changes nothing; it tells the store which thread is the writer's.
  for (const auto& [id, desk] : desks_) static_cast<void>(desk->store->commit({}));
  std::vector<Job> group;
  while (take_group(group)) {
    busy_since_.store(steady_ns(std::chrono::steady_clock::now()));
    if (!group.empty()) group_.note(group.size());
    try {
      carry_out(group);
    } catch (const store::ReadFault& fault) {
      halt(fault.what());
    }
    // Whatever a fault left unanswered.
    for (auto& job : group)
      if (job.finish) job.finish(stopped(halted().value_or("the node is stopping")));
    group.clear();
    busy_since_.store(0);
  }
  // Nothing is lost here: what is still queued was never acknowledged.
  std::deque<Job> rest;
  {
    const std::lock_guard lock(mutex_);
    rest.swap(queue_);
  }
  for (auto& job : rest) job.finish(stopped("the node is stopping"));
}

bool Writer::take_group(std::vector<Job>& group) {
  std::unique_lock lock(mutex_);
  work_.wait_for(lock, std::chrono::milliseconds(options_.tick_ms),
                 [&] { return stopping_ || !queue_.empty(); });
  if (stopping_) return false;
  while (!queue_.empty() && group.size() < options_.group_max) {
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return true;
}

void Writer::carry_out(std::vector<Job>& group) {
  if (const auto why = halted()) return;
  if (renew_.exchange(false)) {
    for (auto& [partnership, desk] : desks_)
      if (const auto may = desk->store->commit({}); !may) return halt(may.error().what);
  }
  const auto now = clock_();
  for (auto& job : group)
    if (auto* at = desk(job.partnership); at != nullptr && job.apply) job.apply(*at->book, now);
  for (auto& [partnership, desk] : desks_) {
    desk->book->advance(now);
    commit(*desk, now);
    if (halted()) return;
  }
  for (auto& job : group) {
    // Taken out first: an answer is given once, even if a later one meets a fault.
    auto finish = std::exchange(job.finish, nullptr);
    auto* at = desk(job.partnership);
    try {
      if (at == nullptr)
        finish(base::refuse(Code::local_not_found, "no partnership " + base::to_hex(job.partnership.view())));
      else if (job.apply && at->failed)
        finish(tl::unexpected(*at->failed));
      else
        finish(at->book.get());
    } catch (const store::ReadFault&) {
      job.finish = std::move(finish);  // it looked into the record and never came to its answer
      throw;
    }
  }
  for (auto& [partnership, desk] : desks_) publish(*desk);
}

void Writer::commit(Desk& desk, base::Instant now) {
  desk.failed.reset();
  if (!desk.book->dirty()) return;
  const auto began = std::chrono::steady_clock::now();
  const auto done = desk.book->flush(now);
  measured(began, done.has_value());
  if (done) return;
  if (done.error().kind == base::Failure::Kind::stop) return halt(done.error().what);
  spdlog::warn("nothing was recorded: {}", done.error().what);
  desk.failed = commit_refusal(done.error());
}

void Writer::measured(std::chrono::steady_clock::time_point began, bool done) {
  commit_.note(static_cast<std::uint64_t>(steady_ns(std::chrono::steady_clock::now()) - steady_ns(began)));
  disk_full_.store(!done);  // where the disk failed the node halts, and that is what counts
  if (!done) refused_commits_.fetch_add(1);
}

void Writer::publish(Desk& desk) {
  const auto news = desk.book->news();
  if (desk.news.load() == news) return;
  {
    const std::lock_guard lock(mutex_);  // so that no waiter misses it between looking and sleeping
    desk.news.store(news);
  }
  told_.notify_all();
}

void Writer::halt(const std::string& what) {
  spdlog::critical("the node halts: {}", what);
  {
    const std::lock_guard lock(mutex_);
    if (!halted_) halted_ = what;
  }
  told_.notify_all();
}

// ---- what others see --------------------------------------------------------------------------------------

Writer::Desk* Writer::desk(const base::Id& partnership) {
  const auto found = desks_.find(partnership);
  return found == desks_.end() ? nullptr : found->second.get();
}
const Writer::Desk* Writer::desk(const base::Id& partnership) const {
  const auto found = desks_.find(partnership);
  return found == desks_.end() ? nullptr : found->second.get();
}

std::vector<base::Id> Writer::partnerships() const {
  std::vector<base::Id> out;
  for (const auto& [partnership, desk] : desks_) out.push_back(partnership);
  return out;
}

const store::Store* Writer::store(const base::Id& partnership) const {
  const auto* found = desk(partnership);
  return found == nullptr ? nullptr : found->store.get();
}

std::uint64_t Writer::news(const base::Id& partnership) const {
  const auto* found = desk(partnership);
  return found == nullptr ? 0 : found->news.load();
}

void Writer::wait_news(const base::Id& partnership, std::uint64_t seen, std::chrono::milliseconds at_most,
                       const std::function<bool()>& over) const {
  std::unique_lock lock(mutex_);
  told_.wait_for(lock, at_most,
                 [&] { return stopping_ || halted_ || news(partnership) != seen || (over && over()); });
}

void Writer::wake() const {
  {
    const std::lock_guard lock(mutex_);
  }  // so that no waiter misses it between looking and sleeping
  told_.notify_all();
}

std::optional<std::string> Writer::halted() const {
  const std::lock_guard lock(mutex_);
  return halted_;
}

Writer::Figures Writer::figures() const {
  Figures out;
  {
    const std::lock_guard lock(mutex_);
    out.queue = queue_.size();
  }
  out.queue_max = options_.queue_max;
  out.group = group_.seen();
  out.commit = commit_.seen();
  out.refused_commits = refused_commits_.load();
  out.disk_full = disk_full_.load();
  if (const auto since = busy_since_.load(); since != 0)
    out.at_work = std::chrono::nanoseconds(steady_ns(std::chrono::steady_clock::now()) - since);
  return out;
}

}  // namespace palitan::node
