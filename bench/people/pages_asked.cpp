#include "people/pages_asked.h"

#include <fmt/format.h>

#include <set>

#include "base/instant.h"

namespace palitan::bench {
namespace {
using Json = nlohmann::json;
using Found = tl::expected<std::string, std::string>;

/// A field of the first of `rows` in the answer.
Found first_of(Caller& caller, const std::string& target, const char* rows, const char* field) {
  const auto json = caller.read(target);
  if (!json) return tl::unexpected(json.error());
  const auto found = json->find(rows);
  if (found == json->end() || found->empty() || !found->front().contains(field))
    return failed(target + ": nothing to open there");
  return found->front().at(field).get<std::string>();
}

/// The requests of one book, by their names.
class Requests {
 public:
  explicit Requests(const PageGround& ground) : ground_(ground) {}

  static PageRequest of_node(const std::string& path) { return {path, path}; }
  PageRequest plain(const std::string& rest) const { return {rest, path(rest)}; }
  PageRequest cases(const std::string& type) const {
    const auto rest = "/cases?type=" + type;
    return {rest, path(rest + "&count=500")};
  }
  PageRequest of_case(const std::string& kind, const std::string& id) const {
    return {"/cases/{" + kind + "}", path("/cases/" + id)};
  }
  PageRequest report(const std::string& report, const std::string& query,
                     const std::string& note = {}) const {
    return {"/reports/" + report + note, path("/reports/" + report + "?" + query)};
  }
  std::string path(const std::string& rest) const { return "/v1/partnerships/" + ground_.book + rest; }

 private:
  const PageGround& ground_;
};

/// The shell around every view.
std::vector<PageRequest> shell() {
  return {Requests::of_node("/v1/session"), Requests::of_node("/v1/status")};
}

/// Of who approves, bills and pays: more than most people have.
const std::string kOwnSteps =
    "offer,acceptance,amendment_answer,bill,query_answer,dispute_answer,payment,confirmation,regularisation,"
    "refund,close,credit_note";

void add_work(std::vector<Page>& out, const Requests& r, const PageGround& g) {
  const std::string board = "all=true&provisional=true&";
  out.push_back({"home",
                 20,
                 {r.report("overdue", board + "by=phl&awaits=" + kOwnSteps + "&count=80", " (my steps)"),
                  r.report("overdue", board + "by=phl&awaits=" + kOwnSteps + "&count=0", " (counted)"),
                  r.report("overdue", board + "by=phl&count=0", " (counted)"),
                  r.report("overdue", board + "by=jpn&count=0", " (counted)"),
                  r.report("overdue", board + "count=0", " (counted)"),
                  r.report("overdue", board + "awaits=correction&count=80", " (differences)"),
                  r.report("unbilled", "provisional=true&count=80"), r.report("pending", "count=80"),
                  r.plain("/visits"), r.plain("/grants"), r.cases("account"), r.cases("activity"),
                  r.cases("round"), r.cases("instrument")}});
  const std::string list = "provisional=true&count=50&from=0";
  const auto law = r.of_case("instrument", g.instrument);
  out.push_back({"orders", 15, {r.report("orders", list), r.cases("instrument"), law}});
  out.push_back({"orders found by a word", 5, {r.report("orders", list + "&q=" + g.word, " (q)"), law}});
  const auto again = "provisional=true&count=100&q=";
  out.push_back({"order under way",
                 20,
                 {r.of_case("order", g.order), law, r.cases("activity"),
                  r.report("orders", again + g.reference, " (q)")}});
  out.push_back(
      {"order long closed", 5, {r.of_case("closed order", g.closed_order), law, r.cases("activity")}});
  out.push_back(
      {"new request",
       4,
       {r.cases("instrument"),
        law,
        r.cases("activity"),
        r.cases("visit"),
        {"/instruments/{case}/texts?count=0", r.path("/instruments/" + g.instrument + "/texts?count=0")}}});
}

void add_money(std::vector<Page>& out, const Requests& r) {
  out.push_back({"positions", 4, {r.report("position", "provisional=true")}});
  out.push_back(
      {"ageing", 2, {r.report("ageing", "provisional=true"), r.report("position", "provisional=true")}});
  for (const auto* name : {"ceilings", "evidence", "service_months"})
    out.push_back({std::string("report: ") + name, 1, {r.report(name, "provisional=true&count=50&from=0")}});
  out.push_back({"report: year", 1, {r.report("year", "count=50&from=0")}});
  out.push_back({"balances", 1, {r.plain("/balances")}});
  out.push_back({"netting", 1, {r.cases("round"), r.cases("instrument")}});
  out.push_back({"credits", 1, {r.cases("credit")}});
}

void add_rest(std::vector<Page>& out, const Requests& r, const PageGround& g) {
  out.push_back({"acts", 4, {{"/acts?count=50", r.path("/acts?count=50")}, r.of_node("/v1/vocabulary")}});
  out.push_back({"one act, with its proof",
                 3,
                 {{"/acts/{act}", r.path("/acts/" + g.act)},
                  r.plain("/seats"),
                  r.of_case("order of an old act", g.closed_order),
                  r.plain("/checkpoint"),
                  {"/proofs/inclusion/{act}", r.path("/proofs/inclusion/" + g.act)},
                  {"/acts?case={partnership}&kind=change_accord_key",
                   r.path("/acts?case=" + g.book + "&kind=change_accord_key&count=200"), true}}});
  out.push_back({"search", 5, {{"/search?q=", r.path("/search?q=" + g.word + "&count=30")}}});
  out.push_back({"law",
                 2,
                 {r.plain("/instruments"),
                  r.of_case("instrument", g.instrument),
                  {"/instruments/{case}/texts", r.path("/instruments/" + g.instrument + "/texts")}}});
  out.push_back({"activity",
                 2,
                 {r.of_case("activity", g.activity), r.plain("/activities"), r.plain("/visits"),
                  r.plain("/instruments")}});
  out.push_back(
      {"map",
       1,
       {r.plain("/activities"), r.plain("/visits"), r.plain("/grants"),
        r.report("orders", "state=accepted,delivering&count=20&provisional=true", " (under way)")}});
  const std::string everything = "all=true&provisional=true";
  const auto until = "&due_until=" + to_text(base::add_days(*base::parse_date(g.due), 41));  // six weeks
  out.push_back({"calendar",
                 1,
                 {r.report("overdue", everything + "&due_from=" + g.due + until + "&count=100", " (a month)"),
                  r.report("overdue", everything + until + "&count=50", " (past)"),
                  r.report("unbilled", everything + "&count=100", " (all)"), r.plain("/visits"),
                  r.plain("/grants"), r.plain("/activities")}});
  out.push_back({"partners", 1, {r.plain(""), r.plain("/misdeeds")}});
}
}  // namespace

tl::expected<PageGround, std::string> find_ground(Caller& caller) {
  PageGround out;
  const auto take = [](std::string& to, Found found) -> Ran {
    if (!found) return failed(found.error());
    to = std::move(*found);
    return {};
  };
  const auto path = [&](const std::string& rest) { return "/v1/partnerships/" + out.book + rest; };
  const auto orders = [&](const std::string& state) {
    return path("/reports/orders?count=1&state=" + state);
  };
  const auto done =
      take(out.book, first_of(caller, "/v1/status", "partnerships", "id"))
          .and_then([&] {
            return take(out.order, first_of(caller, orders("accepted,delivering"), "rows", "order"));
          })
          .and_then([&] {
            return take(out.due, first_of(caller, path("/reports/overdue?all=true&count=1"), "rows", "due"));
          })
          .and_then([&] {
            return take(out.reference, first_of(caller, orders("accepted,delivering"), "rows", "reference"));
          })
          .and_then(
              [&] { return take(out.closed_order, first_of(caller, orders("closed"), "rows", "order")); })
          .and_then([&] { return take(out.word, first_of(caller, orders("closed"), "rows", "reference")); })
          .and_then([&] {
            return take(out.instrument, first_of(caller, path("/cases?type=instrument"), "cases", "id"));
          })
          .and_then([&] {
            return take(out.activity, first_of(caller, path("/cases?type=activity"), "cases", "id"));
          })
          .and_then([&] {
            return take(out.act,
                        first_of(caller, path("/acts?count=1&case=" + out.closed_order), "acts", "id"));
          });
  if (!done) return tl::unexpected(done.error());
  return out;
}

std::vector<Page> pages_asked(const PageGround& ground) {
  const Requests requests(ground);
  std::vector<Page> out;
  add_work(out, requests, ground);
  add_money(out, requests);
  add_rest(out, requests, ground);
  const auto around = shell();
  for (auto& page : out) page.requests.insert(page.requests.begin(), around.begin(), around.end());
  return out;
}

tl::expected<Asked, std::string> asked(Caller& caller, const PageRequest& request) {
  return request.to_the_end ? caller.get_to_the_end(request.target) : caller.get(request.target);
}

std::vector<PageRequest> distinct_requests(const std::vector<Page>& pages) {
  std::set<std::string> seen;
  std::vector<PageRequest> out;
  for (const auto& page : pages)
    for (const auto& request : page.requests)
      if (seen.insert(request.name).second) out.push_back(request);
  return out;
}

}  // namespace palitan::bench
