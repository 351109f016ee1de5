#include "api/app.h"

#include <charconv>

namespace palitan::api {

Pool::Pool(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] {
      for (;;) {
        std::function<void()> work;
        {
          std::unique_lock lock(mutex_);
          ready_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
          if (stopping_) return;
          work = std::move(queue_.front());
          queue_.pop_front();
        }
        work();
      }
    });
  }
}

Pool::~Pool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool Pool::run(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(work));
  }
  ready_.notify_one();
  return true;
}

base::Result<base::Id> id_of(std::string_view hex) {
  const auto id = base::fixed_from_hex<base::Id>(hex);
  if (!id) return base::refuse(base::Code::local_not_found, "an id is 64 lower-case hex digits");
  return *id;
}

base::Result<Record> record_of(App& app, const Call& call) {
  const auto id = id_of(call.parts.at(0));
  if (!id) return tl::unexpected(id.error());
  const auto* store = app.service.writer().store(*id);
  if (store == nullptr) return base::refuse(base::Code::local_not_found, "no partnership " + call.parts[0]);
  return Record{*id, *store};
}

base::Result<std::uint64_t> number_of(const Call& call, std::string_view name, std::uint64_t otherwise,
                                      std::uint64_t max) {
  const auto text = call.request.query(name);
  if (!text) return otherwise;
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (error != std::errc{} || end != text->data() + text->size() || out > max)
    return base::refuse(base::Code::local_draft,
                        "\"" + std::string(name) + "\" is not a whole number up to " + std::to_string(max));
  return out;
}

bool flag_of(const Call& call, std::string_view name) {
  const auto text = call.request.query(name);
  return text && (*text == "true" || *text == "1");
}

}  // namespace palitan::api
