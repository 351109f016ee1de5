// One node, real folder, SQLite, TLS; clients on the same machine send request after request for orders.
#include <fmt/format.h>

#include <atomic>

#include "api/api.h"
#include "net/load.h"
#include "node/service.h"
#include "prepared.h"

namespace palitan::bench {
namespace {
namespace kit = kernel::kit;

/// A folder with a founded record, a desk that may do everything, an instrument in force and an activity.
struct Node {
  TempFolder dir;
  base::Id partnership, instrument, activity;
  base::KeyId desk;
  base::Instant now;
};

base::Result<void> fill(Node& out) {
  kit::Record record;
  record.open_house();
  const auto founding = founding_of(record);
  auto folder = make_folder(out.dir.path() / "phl", founding, "phl");
  if (!folder) return tl::unexpected(folder.error());
  out.partnership = record.partnership();
  out.instrument = record.instrument();
  out.activity = record.activity();
  out.desk = desk_of("phl");
  out.now = record.now();
  // The house's acts enter as they would from a partner.
  auto store = folder->open_record(out.partnership, false);
  if (!store) return tl::unexpected(store.error());
  auto book = node::Book::open(**store, {.party = "phl"}, out.now);
  if (!book) return tl::unexpected(book.error());
  for (const auto& act : record.accords().at(1).acts)
    if (auto ok = (*book)->receive(act->bytes(), out.now); !ok) return tl::unexpected(ok.error());
  if (!(*book)->flush(out.now)) return base::refuse(base::Code::local_stopped);
  return {};
}

std::string draft_text(const Node& node, std::uint64_t number) {
  return fmt::format(
      R"({{"seat":"{}","kind":"request","key":"b{}","body":{{"instrument":"{}","activity":"{}","supplier":"jpn",)"
      R"("recipient":"phl","currency":"JPY","lines":[{{"number":1,"category":"fuel","item":"F-76",)"
      R"("quantity":"100000","unit":"LTR","means":"replacement_in_kind"}}],"place":"PHSFS","reference":"BENCH-{}"}}}})",
      base::to_hex(node.desk.view()), number, base::to_hex(node.instrument.view()),
      base::to_hex(node.activity.view()), number);
}
}  // namespace

Ran run(const ApiBench& options, Samples& samples) {
  Node ground;
  if (auto ok = fill(ground); !ok) return failed(ok.error());
  const auto* node = &ground;
  node::ServiceOptions service_options;
  service_options.threads = options.threads;
  service_options.clock = clock_from(node->now);
  auto service = node::Service::open(node->dir.path() / "phl", kPassphrase, service_options);
  if (!service) return failed(service.error());
  if (auto unlocked = (*service)->keys().unlock_seat(node->desk, kPassphrase); !unlocked)
    return failed(unlocked.error());
  const auto port = (*service)->start(api::handler(**service));
  if (!port) return failed(port.error());
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
  if (!report) return failed(report.error().what);
  fmt::print(
      "api: {} clients, {} acts signed, judged and durable: {}/s, p50 {:.2f} ms, p99 {:.2f} ms, longest "
      "{:.0f} ms\n",
      options.clients, made.load(), report->per_second(), static_cast<double>(report->p50.count()) / 1e6,
      static_cast<double>(report->p99.count()) / 1e6, static_cast<double>(report->longest.count()) / 1e6);
  if (made != options.acts || held < made)
    return failed("not every act was taken: " + first_refusal + report->first_failure);
  samples.add("api_rate", static_cast<double>(report->per_second()));
  samples.add("api_p50", static_cast<double>(report->p50.count()) / 1e6);
  samples.add("api_p99", static_cast<double>(report->p99.count()) / 1e6);
  return {};
}

}  // namespace palitan::bench
