// The lists that clients build their pages from.
#include "api/routes.h"
#include "kernel/case_table.h"

namespace palitan::api {

base::Result<net::Response> get_refusals(App&, const Call&) {
  Json out = Json::array();
  for (const auto code : base::all_codes())
    out.push_back({{"code", static_cast<std::uint16_t>(code)},
                   {"name", std::string(base::name(code))},
                   {"advice", std::string(base::advice(code))},
                   {"status", base::family(code) == base::Family::accepted ? 201 : status_of(code)}});
  return json_response({{"refusals", std::move(out)}});
}

base::Result<net::Response> get_case_table(App&, const Call&) {
  Json out = Json::array();
  out.push_back({{"kind", "request"}, {"side", "recipient"}, {"role", "requester"}, {"next", "requested"}});
  for (const auto& rule : kernel::order_rules())
    out.push_back({{"state", std::string(kernel::name(rule.state))},
                   {"kind", std::string(statement::name(rule.kind))},
                   {"side", std::string(kernel::name(rule.side))},
                   {"role", std::string(statement::name(rule.role))},
                   {"next", std::string(kernel::name(rule.next))}});
  return json_response({{"order", std::move(out)}});
}

}  // namespace palitan::api
