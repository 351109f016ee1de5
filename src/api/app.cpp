#include "api/app.h"

#include <charconv>

#include "api/node_views.h"
#include "api/routes.h"
#include "store/read_fault.h"

namespace palitan::api {
namespace {

Sessions::Limits session_limits(const Pages& pages) {
  Sessions::Limits out;
  out.idle = pages.idle;
  return out;
}

/// What the first report, proof, list of activities and search would each have to read everything for:
/// whoever opens a page would wait for it.
void read_ahead(App& app, const std::stop_token& stop) {
  const auto each = [&](const auto& read) {
    for (const auto& id : app.service.writer().partnerships())
      if (!stop.stop_requested()) read(id, *app.service.writer().store(id));
  };
  using Id = base::Id;
  using Store = store::Store;
  try {
    // What is refused here is refused, with its reason, to whoever asks.
    each([&](const Id& id, const Store&) {
      (void)app.service.reporter(id)->ask([](const reports::Index&) {}, stop);
    });
    each([&](const Id& id, const Store& store) { app.trees.read_ahead(id, store, stop); });
    each([&](const Id& id, const Store& store) {
      (void)app.costs.ask(id, store, {}, [](const reports::CostBook&) {}, stop);
    });
    each([&](const Id& id, const Store& store) { app.finders.read_ahead(id, store, stop); });
  } catch (const store::ReadFault&) {
    // Then the first question reads for itself, and says what is wrong.
  }
}

}  // namespace

App::App(node::Service& running, Pages shown, RequestLog log)
    : service(running),
      pages(std::move(shown)),
      sessions(running.keys(), running.options().clock, session_limits(pages)),
      warrants(running),
      reads(running.folder().dir()),
      tally(std::make_shared<Tally>(routes().size(), log)),
      events(running, pool, [this] { return heads_text(*this); }) {
  if (pages.assets.empty()) return;
  reader = std::jthread([this](const std::stop_token& stop) { read_ahead(*this, stop); });
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

base::Date today_of(const App& app) { return base::Effective{app.service.writer().now(), 0}.legal_date(); }

bool flag_of(const Call& call, std::string_view name) {
  const auto text = call.request.query(name);
  return text && (*text == "true" || *text == "1");
}

}  // namespace palitan::api
