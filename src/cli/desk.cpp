#include "cli/desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "api/json_read.h"
#include "api/json_view.h"
#include "cli/order_draft.h"
#include "cli/partnership_name.h"
#include "crypto/hash.h"
#include "node/book.h"

namespace palitan::cli {
namespace {
using Json = nlohmann::ordered_json;

constexpr std::size_t kAnswerMax = 64 * 1024 * 1024;

tl::unexpected<Trouble> unreadable(std::string_view what) {
  return trouble(kFailed,
                 fmt::format("The node's answer cannot be read ({}). Is it of another version?", what));
}

std::string text_at(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}
std::uint64_t number_at(const Json& json, const char* name) {
  const auto at = json.find(name);
  if (at == json.end()) return 0;
  return at->is_number_unsigned() ? at->get<std::uint64_t>() : 0;
}

/// Any described type out of the JSON that the node makes of it.
template <class T>
Done<T> value_of_json(const Json& json) {
  const std::string text = json.dump();
  const auto element = api::parse_json(text, kAnswerMax);
  if (!element) return unreadable(element.error().detail);
  T out;
  api::JsonReader reader;
  reader.item(*element, out);
  if (const auto ok = reader.finish(); !ok) return unreadable(ok.error().detail);
  return out;
}

/// The names of a described type's fields.
struct Names {
  std::vector<std::string> all;
  template <class T>
  void field(unsigned, std::string_view name, T&) {
    all.emplace_back(name);
  }
};
const std::vector<std::string>& order_line_fields() {
  static const auto kNames = [] {
    Names names;
    statement::OrderLine line;
    describe(names, line);
    std::erase(names.all, "quantity");  // shown as "ordered"
    return names.all;
  }();
  return kNames;
}

/// The node shows an order's lines flat and adds what it computed; this is the fact again.
Done<kernel::OrderFact> order_of(const Json& whole) {
  Json order = whole.at("order");
  order["state"] = whole.at("state");
  order.erase("settled");
  order.erase("positions");
  for (auto& line : order["lines"]) {
    Json inner = {{"quantity", line.at("ordered")}};
    for (const auto& name : order_line_fields()) {
      if (!line.contains(name)) continue;
      inner[name] = line[name];
      line.erase(name);
    }
    line.erase("ordered");
    line.erase("open");
    line["line"] = std::move(inner);
  }
  return value_of_json<kernel::OrderFact>(order);
}

ActRow act_of(const Json& json) {
  ActRow out;
  out.id = text_at(json, "id");
  out.kind = text_at(json, "kind");
  out.party = text_at(json, "party");
  out.office = text_at(json, "office");
  out.date = text_at(json, "effective").substr(0, 10);
  out.agreed = text_at(json, "standing") == "agreed";
  out.code = text_at(json, "standing");
  if (const auto verdict = json.find("verdict"); verdict != json.end()) {
    out.code = text_at(*verdict, "name");
    out.clause = text_at(*verdict, "clause");
  }
  return out;
}

Done<Json> parse(const Done<std::string>& body) {
  if (!body) return tl::unexpected(body.error());
  auto json = Json::parse(*body, nullptr, false);
  if (json.is_discarded()) return unreadable("not JSON");
  return json;
}

/// A problem's sentence; what the node cannot do is another exit than what it may not do.
Trouble problem_of(const net::Response& response) {
  const auto json = Json::parse(response.body, nullptr, false);
  std::string says = json.is_object() ? text_at(json, "detail") : std::string();
  if (says.empty()) says = fmt::format("The node answered {}.", response.status);
  return {response.status >= 500 ? kFailed : kRefused, std::move(says)};
}
}  // namespace

// ---- the desk
// -------------------------------------------------------------------------------------------------------

Done<std::unique_ptr<Desk>> Desk::open(const node::Folder& folder, const Serving& serving,
                                       std::string_view partnership) {
  auto key = serving.key;
  if (!key) {
    const auto party = folder.read_party();
    if (!party) return trouble(party.error());
    key = party->node_key;
  }
  auto token = folder.token();
  if (!token) return trouble(token.error());
  net::Target target;
  target.host = serving.host;
  target.port = serving.port;
  target.tls = serving.tls;
  target.server_key = *key;
  std::unique_ptr<Desk> out(new Desk(target, std::move(*token)));
  out->url_ = serving.url();
  const auto status = parse(out->get("/v1/status"));
  if (!status) return tl::unexpected(status.error());
  out->party_ = text_at(*status, "party");
  std::vector<NamedPartnership> known;
  for (const auto& one : status->at("partnerships"))
    if (const auto id = base::fixed_from_hex<base::Id>(text_at(one, "id"))) {
      known.push_back({*id, {}});
      for (const auto& in : one.at("parties")) known.back().parties.push_back(text_at(in, "code"));
    }
  if (known.empty()) return trouble(kRefused, "No partnership is founded on this node. Found one first.");
  const auto id = pick_partnership(partnership, known);
  if (!id) return tl::unexpected(id.error());
  out->partnership_ = *id;
  return out;
}

Done<std::string> Desk::send(net::Request request) { return send(client_, std::move(request)); }
Done<std::string> Desk::send(net::Client& client, net::Request request) {
  request.headers.emplace_back("Authorization", "Bearer " + token_);
  auto response = client.send(request);
  if (!response)
    return trouble(kFailed, fmt::format("The node at {} does not answer: {}.", url_, response.error().what));
  if (response->status >= 400) return tl::unexpected(problem_of(*response));
  return std::move(response->body);
}

Done<std::string> Desk::get(const std::string& target) {
  net::Request request;
  request.target = target;
  return send(std::move(request));
}
Done<std::string> Desk::post(const std::string& target, const char* type, std::string body) {
  net::Request request;
  request.method = "POST";
  request.target = target;
  request.headers = {{"Content-Type", type}};
  request.body = std::move(body);
  return send(std::move(request));
}
std::string Desk::base_path() const { return "/v1/partnerships/" + base::to_hex(partnership_.view()); }

Done<Status> Desk::status() {
  const auto json = parse(get(base_path()));
  if (!json) return tl::unexpected(json.error());
  Status out;
  out.party = party_;
  out.partnership = partnership_;
  for (const auto& party : json->at("parties")) out.parties.push_back(text_at(party, "code"));
  out.height = number_at(*json, "height");
  out.log_size = number_at(*json, "size");
  out.root = text_at(*json, "root");
  out.results = text_at(*json, "results");
  out.accord_time = text_at(*json, "accord_time");
  out.pending = number_at(*json, "pending");
  out.held = number_at(*json, "held");
  const auto& stall = json->at("stall");
  if (stall.value("waiting", false)) {
    out.waiting_for = text_at(stall, "waiting_for");
    out.waiting_since = text_at(stall, "since");
  }
  if (json->contains("rolled_back")) out.rolled_back = text_at(*json, "rolled_back");
  if (json->contains("misconduct")) out.misconduct = text_at(*json, "misconduct");
  const auto note_text = checkpoint(out.height);
  if (!note_text) return tl::unexpected(note_text.error());
  const auto note = merkle::parse_note(*note_text);
  if (!note) return unreadable(note.error().detail);
  for (const auto& signature : note->signatures) out.cosigned_by.push_back(signature.name);
  return out;
}

Done<std::vector<LogRow>> Desk::log(std::uint64_t from, std::uint64_t count) {
  constexpr std::uint64_t kPage = 1'000;
  std::vector<LogRow> out;
  while (out.size() < count) {
    const auto json = parse(get(base_path() + fmt::format("/log?from={}&count={}", from + out.size(),
                                                          std::min(kPage, count - out.size()))));
    if (!json) return tl::unexpected(json.error());
    for (const auto& act : json->at("acts"))
      out.push_back(
          {number_at(act, "position"), number_at(act, "height"), text_at(act, "case"), act_of(act)});
    if (json->at("acts").empty()) break;
  }
  return out;
}

Done<std::vector<BalanceRow>> Desk::balances(std::optional<base::Date> as_of, bool provisional) {
  std::string target = base_path() + "/balances?provisional=" + (provisional ? "true" : "false");
  if (as_of) target += "&as_of=" + to_text(*as_of);
  const auto json = parse(get(target));
  if (!json) return tl::unexpected(json.error());
  std::vector<BalanceRow> out;
  for (const auto& one : json->at("balances")) {
    const auto account = ledger::parse_account(text_at(one, "account"));
    const auto amount = value_of_json<std::vector<std::int64_t>>(Json::array({one.at("amount")}));
    if (!account || !amount) return unreadable("a balance");
    out.push_back({*account, text_at(one, "commodity"), amount->front()});
  }
  return out;
}

Done<std::vector<CaseRow>> Desk::cases() {
  std::vector<CaseRow> out;
  std::string after;
  do {
    const auto json = parse(get(base_path() + "/cases?count=500" + (after.empty() ? "" : "&after=" + after)));
    if (!json) return tl::unexpected(json.error());
    for (const auto& one : json->at("cases")) {
      const auto id = base::fixed_from_hex<base::Id>(text_at(one, "id"));
      if (!id) return unreadable("a case");
      const auto type = text_at(one, "type");
      std::string title = text_at(one, type == "grant" ? "title" : "name");
      if (type == "order")
        title = fmt::format("{} supplies {}: {}", text_at(one, "supplier"), text_at(one, "recipient"),
                            text_at(one, "reference"));
      if (type == "grant")
        title = fmt::format("{} to {}: {}", text_at(one, "donor"), text_at(one, "recipient"), title);
      if (type == "evidence") title = fmt::format("{} by {}", text_at(one, "kind"), text_at(one, "party"));
      if (type == "account")
        title = fmt::format("{} and {}, {} to {}", text_at(one, "first"), text_at(one, "second"),
                            text_at(one, "from"), text_at(one, "until"));
      if (type == "credit") {
        title = text_at(one, "commodity") + ",";
        for (const auto& party : one["touched"]) title += " " + party.get<std::string>();
      }
      if (type == "visit") title = fmt::format("{} in {}", text_at(one, "visitor"), text_at(one, "host"));
      auto state = text_at(one, "state");
      if (one.contains("in_force")) state += ", in force from " + text_at(one, "in_force");
      out.push_back({*id, type, std::move(title), std::move(state)});
    }
    after = text_at(*json, "next_after");
  } while (!after.empty());
  return out;
}

namespace {
/// A case whose state stands beside its figures.
template <class Fact>
Done<void> take_file(const Json& json, const char* kind, base::Box<Fact>& to) {
  auto said = json.at(kind);
  said["state"] = json.at("state");
  auto fact = value_of_json<Fact>(said);
  if (!fact) return tl::unexpected(fact.error());
  to = std::move(*fact);
  return {};
}
}  // namespace

Done<CaseView> Desk::case_file(const base::Id& id) {
  const auto json = parse(get(base_path() + "/cases/" + base::to_hex(id.view())));
  if (!json) return tl::unexpected(json.error());
  CaseView out{id, {}, {}};
  if (json->contains("order")) {
    auto order = order_of(*json);
    if (!order) return tl::unexpected(order.error());
    out.file.order = std::move(*order);
  } else if (json->contains("activity")) {
    auto activity = value_of_json<kernel::ActivityFact>(json->at("activity"));
    if (!activity) return tl::unexpected(activity.error());
    out.file.activity = std::move(*activity);
  } else if (json->contains("visit")) {
    if (auto ok = take_file(*json, "visit", out.file.visit); !ok) return tl::unexpected(ok.error());
  } else if (json->contains("grant")) {
    if (auto ok = take_file(*json, "grant", out.file.grant); !ok) return tl::unexpected(ok.error());
  } else if (json->contains("account")) {
    if (auto ok = take_file(*json, "account", out.file.account); !ok) return tl::unexpected(ok.error());
  } else if (json->contains("credit")) {
    if (auto ok = take_file(*json, "credit", out.file.credit); !ok) return tl::unexpected(ok.error());
  } else if (json->contains("round")) {
    if (auto ok = take_file(*json, "round", out.file.round); !ok) return tl::unexpected(ok.error());
  } else if (json->contains("evidence")) {
    auto evidence = value_of_json<kernel::EvidenceFact>(json->at("evidence"));
    if (!evidence) return tl::unexpected(evidence.error());
    out.file.evidence = std::move(*evidence);
  } else if (json->contains("instrument")) {
    auto instrument = value_of_json<kernel::InstrumentFact>(json->at("instrument"));
    if (!instrument) return tl::unexpected(instrument.error());
    out.file.instrument = std::move(*instrument);
  }
  for (const auto& act : json->at("acts")) out.acts.push_back(act_of(act));
  return out;
}

Done<std::vector<SeatRow>> Desk::seats() {
  const auto json = parse(get(base_path() + "/seats"));
  if (!json) return tl::unexpected(json.error());
  std::vector<SeatRow> out;
  for (auto one : json->at("seats")) {
    const auto id = base::fixed_from_hex<base::KeyId>(text_at(one, "seat"));
    const auto here = text_at(one, "here");
    for (const char* name : {"seat", "standing", "here"}) one.erase(name);
    auto fact = value_of_json<kernel::SeatFact>(one);
    if (!id || !fact) return unreadable("a seat");
    out.push_back({*id, std::move(*fact), here});
  }
  return out;
}

Done<SignedAct> Desk::sign(const node::Draft& draft) {
  Json json = {{"seat", base::to_hex(draft.seat.view())}, {"kind", std::string(name(draft.kind))}};
  if (draft.case_id) json["case"] = base::to_hex(draft.case_id->view());
  if (draft.effective) json["effective"] = to_text(*draft.effective);
  json["marking"] = std::string(name(std::max(draft.marking, marking_)));
  if (!draft.attachments.empty()) json["attachments"] = api::json_of(draft.attachments);
  if (!draft.key.empty()) json["key"] = draft.key;
  statement::with_body(draft.kind, [&](auto fresh) {
    const auto body = codec::decode<decltype(fresh)>(draft.body);
    PALITAN_CHECK(body.has_value());
    json["body"] = api::json_of(*body);
  });
  const auto answer = parse(post(base_path() + "/acts", "application/json", json.dump()));
  if (!answer) return tl::unexpected(answer.error());
  const auto id = base::fixed_from_hex<base::Id>(text_at(*answer, "id"));
  if (!id) return unreadable("the act's id");
  const auto& verdict = answer->at("verdict");
  return SignedAct{*id, text_at(verdict, "name"), text_at(verdict, "detail")};
}

Done<void> Desk::hand_in(const base::Bytes& statement) {
  const auto answer =
      post(base_path() + "/statements", "application/cose", std::string(base::text_of(statement)));
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

Done<std::string> Desk::checkpoint(std::uint64_t height) {
  return get(base_path() + fmt::format("/checkpoint?height={}", height));
}

Done<std::vector<LinkRow>> Desk::links() {
  const auto json = parse(get("/v1/status"));
  if (!json) return tl::unexpected(json.error());
  std::vector<LinkRow> out;
  for (const auto& link : json->at("links"))
    if (text_at(link, "partnership") == base::to_hex(partnership_.view()))
      out.push_back(
          {sync::node_name(text_at(link, "party"), text_at(link, "node")), link.value("linked", true),
           link.value("reachable", false), text_at(link, "last_success"), text_at(link, "last_failure"),
           link.contains("behind") ? std::optional(link.at("behind").get<std::size_t>()) : std::nullopt});
  return out;
}

Done<void> Desk::put_attachment(const base::Hash& hash, const base::Bytes& bytes) {
  net::Request request;
  request.method = "PUT";
  request.target = "/v1/attachments/" + base::to_hex(hash.view());
  request.headers = {{"Content-Type", "application/octet-stream"}};
  request.body = std::string(base::text_of(bytes));
  const auto answer = send(std::move(request));
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

Done<base::Bytes> Desk::attachment(const base::Hash& hash) {
  const auto body = get("/v1/attachments/" + base::to_hex(hash.view()));
  if (!body) return tl::unexpected(body.error());
  if (crypto::sha256(base::view_of(*body)) != hash) return unreadable("an attachment with another hash");
  return base::Bytes(body->begin(), body->end());
}

Done<std::vector<AttachmentRow>> Desk::attachments() {
  const auto json = parse(get(base_path() + "/attachments"));
  if (!json) return tl::unexpected(json.error());
  std::vector<AttachmentRow> out;
  for (auto one : json->at("attachments")) {
    const auto act = base::fixed_from_hex<base::Id>(text_at(one, "act"));
    const auto party = text_at(one, "party");
    const bool held = one.value("held", false);
    const bool erased = one.value("erased", false);
    for (const char* name : {"act", "party", "held", "erased", "marking"}) one.erase(name);
    auto what = value_of_json<statement::Attachment>(one);
    if (!act || !what) return unreadable("an attachment");
    out.push_back({std::move(*what), *act, party, held, erased});
  }
  return out;
}

Done<void> Desk::unlock(const base::KeyId& seat, std::string_view passphrase) {
  const auto answer = post("/v1/seats/" + base::to_hex(seat.view()) + "/unlock", "application/json",
                           Json{{"passphrase", std::string(passphrase)}}.dump());
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

}  // namespace palitan::cli
