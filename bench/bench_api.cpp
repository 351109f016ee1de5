// One node, real folder, SQLite, TLS; clients on the same machine send request after request for orders.
#include <fmt/format.h>

#include <atomic>
#include <filesystem>

#include "api/api.h"
#include "bench.h"
#include "kernel/record_kit.h"
#include "net/load.h"
#include "node/service.h"

namespace palitan::bench {
namespace {
namespace kit = kernel::kit;

/// A folder with a founded record, a desk that may do everything, an instrument in force and an activity.
struct Node {
  std::filesystem::path dir;
  base::Id partnership, instrument, activity;
  base::KeyId desk;
};

base::Result<Node> make_node() {
  Node out;
  out.dir = std::filesystem::temp_directory_path() / fmt::format("palitan-bench-{}", ::getpid());
  std::filesystem::remove_all(out.dir);
  kit::Record record;
  record.open_house();
  auto folder = node::Folder::create(out.dir, {.party = "phl", .name = "Philippines", .peers = {}});
  if (!folder) return tl::unexpected(folder.error());
  const crypto::WrapParameters quick{1, 1 << 20};
  const auto write = [&](std::string_view name, const crypto::KeyPair& key) {
    return folder->write_key(name, key, "bench", quick);
  };
  const auto& desk = record.office("phl");
  out.desk = desk.seat();
  const auto written = write(node::kAccordKey, record.accord_key("phl"))
                           .and_then([&] { return write(node::kNodeKey, kit::key_named("phl node")); })
                           .and_then([&] { return write(node::seat_key_file(out.desk), desk.key); });
  if (!written) return tl::unexpected(written.error());
  const auto& first = record.accords().front();
  auto id = folder->found_record(first.acts.front()->bytes(), first.note);
  if (!id) return tl::unexpected(id.error());
  out.partnership = *id;
  out.instrument = record.instrument();
  out.activity = record.activity();
  // The house's acts enter as they would from a partner.
  auto store = folder->open_record(out.partnership, false);
  if (!store) return tl::unexpected(store.error());
  auto book = node::Book::open(**store, {.party = "phl"}, record.now());
  if (!book) return tl::unexpected(book.error());
  for (const auto& act : record.accords().at(1).acts)
    if (auto ok = (*book)->receive(act->bytes(), record.now()); !ok) return tl::unexpected(ok.error());
  if (!(*book)->flush(record.now())) return base::refuse(base::Code::local_stopped);
  return out;
}

std::string draft_text(const Node& node, std::uint64_t number) {
  return fmt::format(
      R"({{"seat":"{}","kind":"request","key":"b{}","body":{{"instrument":"{}","activity":"{}","supplier":"jpn",)"
      R"("recipient":"phl","currency":"JPY","lines":[{{"number":1,"category":"fuel","item":"F-76",)"
      R"("quantity":"100000","unit":"LTR","means":"replacement_in_kind"}}],"place":"PHSFS","reference":"BENCH-{}"}}}})",
      base::to_hex(node.desk.view()), number, base::to_hex(node.instrument.view()),
      base::to_hex(node.activity.view()), number);
}

int fail(const std::string& what) {
  fmt::print(stderr, "{}\n", what);
  return 1;
}
}  // namespace

int run(const ApiBench& options) {
  const auto node = make_node();
  if (!node) return fail(base::sentence(node.error()));
  node::ServiceOptions service_options;
  service_options.threads = options.threads;
  auto service = node::Service::open(node->dir, "bench", service_options);
  if (!service) return fail(base::sentence(service.error()));
  if (auto unlocked = (*service)->keys().unlock_seat(node->desk, "bench"); !unlocked)
    return fail(base::sentence(unlocked.error()));
  const auto port = (*service)->start(api::handler(**service));
  if (!port) return fail(base::sentence(port.error()));
  net::Target target;
  target.host = "127.0.0.1";
  target.port = *port;
  target.server_key = kit::key_named("phl node").public_key;
  std::atomic<std::uint64_t> asked{0}, made{0};
  std::string first_refusal;
  net::LoadClient load(target, options.clients, 1);
  const std::string path = "/v1/partnerships/" + base::to_hex(node->partnership.view()) + "/acts";
  const auto report = load.run(
      [&](int) -> std::optional<net::Request> {
        const auto number = asked.fetch_add(1);
        if (number >= options.acts) return std::nullopt;
        net::Request request;
        request.method = "POST";
        request.target = path;
        request.headers = {{"Authorization", "Bearer " + (*service)->token()},
                           {"Content-Type", "application/json"}};
        request.body = draft_text(*node, number);
        return request;
      },
      [&](int, const net::Response& response, std::chrono::nanoseconds) {
        if (response.status == 201) made.fetch_add(1);
        if (response.status != 201 && first_refusal.empty()) first_refusal = response.body;
      });
  std::uint64_t held = 0;
  (void)(*service)->writer().ask(
      node->partnership, [&](node::Book& book) { held = book.pending_order().size() + book.log_size(); });
  (*service)->stop();
  std::filesystem::remove_all(node->dir);
  if (!report) return fail(report.error().what);
  fmt::print(
      "api: {} clients, {} acts signed, judged and durable: {}/s, p50 {:.2f} ms, p99 {:.2f} ms, longest "
      "{:.0f} ms\n",
      options.clients, made.load(), report->per_second(), static_cast<double>(report->p50.count()) / 1e6,
      static_cast<double>(report->p99.count()) / 1e6, static_cast<double>(report->longest.count()) / 1e6);
  if (made != options.acts || held < made)
    return fail("not every act was taken: " + first_refusal + report->first_failure);
  return 0;
}

}  // namespace palitan::bench
