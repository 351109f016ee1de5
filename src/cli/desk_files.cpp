// Files and looks to and from the serving node: a spreadsheet handed in; statements, evidence and the record
// taken out.
#include <nlohmann/json.hpp>

#include "api/json_read.h"
#include "cli/desk.h"

namespace palitan::cli {

Done<std::string> Desk::sheet(std::string_view kind, const std::string& query, std::string bytes) {
  net::Request request;
  request.method = "POST";
  request.target = base_path() + "/sheets/" + std::string(kind) + query;
  request.headers = {{"Content-Type", "application/octet-stream"}, {"Authorization", "Bearer " + token_}};
  request.body = std::move(bytes);
  auto response = client_.send(request);
  if (!response)
    return trouble(kFailed, fmt::format("The node at {} does not answer: {}.", url_, response.error().what));
  const auto json = nlohmann::json::parse(response->body, nullptr, false);
  if (!json.is_object())
    return trouble(kFailed, fmt::format("The node's answer ({}) cannot be read.", response->status));
  if (response->status >= 400 && !json.contains("errors"))
    return trouble(response->status >= 500 ? kFailed : kRefused,
                   json.value("detail", std::string("Refused.")));
  return std::move(response->body);
}

Done<std::string> Desk::readiness() {
  net::Request request;
  request.target = "/readyz";
  request.headers = {{"Authorization", "Bearer " + token_}};
  const auto response = client_.send(request);
  if (!response)
    return trouble(kFailed, fmt::format("The node at {} does not answer: {}.", url_, response.error().what));
  const auto json = nlohmann::json::parse(response->body, nullptr, false);
  // Ready or not: the checks are what is asked for.
  if (!json.is_object() || !json.contains("checks"))
    return trouble(kFailed, fmt::format("The node's answer ({}) has no checks in it.", response->status));
  return json.at("checks").dump();
}

Done<base::Bytes> Desk::act_bytes(const std::string& id) {
  net::Request request;
  request.target = base_path() + "/acts/" + id;
  request.headers = {{"Accept", "application/cose"}};
  const auto body = send(std::move(request));
  if (!body) return tl::unexpected(body.error());
  return base::Bytes(body->begin(), body->end());
}

Done<base::Bytes> Desk::evidence(const std::string& id) {
  const auto body = get(base_path() + "/acts/" + id + "/evidence");
  if (!body) return tl::unexpected(body.error());
  return base::Bytes(body->begin(), body->end());
}

Done<std::vector<base::Bytes>> Desk::misdeeds() {
  const auto body = get(base_path() + "/misdeeds");
  if (!body) return tl::unexpected(body.error());
  const auto json = nlohmann::json::parse(*body, nullptr, false);
  if (!json.is_object() || !json.contains("misdeeds"))
    return trouble(kFailed, "The node's answer cannot be read.");
  std::vector<base::Bytes> out;
  for (const auto& one : json.at("misdeeds")) {
    const auto file = get(base_path() + "/misdeeds/" + one.value("id", std::string()));
    if (!file) return tl::unexpected(file.error());
    out.emplace_back(file->begin(), file->end());
  }
  return out;
}

Done<statement::StateAccount> Desk::account_word(const base::Id& account) {
  constexpr std::size_t kAnswerMax = 1 << 20;
  const auto body = get(base_path() + "/accounts/" + base::to_hex(account.view()) + "/open");
  if (!body) return tl::unexpected(body.error());
  const auto json = nlohmann::json::parse(*body, nullptr, false);
  if (!json.is_object()) return trouble(kFailed, "The node's answer cannot be read.");
  if (!json.value("agreed", false))
    return trouble(kRefused,
                   "The cut is not agreed yet, so its balances may still move. Wait for the accord.");
  nlohmann::json word = {
      {"balances", json.at("balances")}, {"count", json.at("count")}, {"open", json.at("open")}};
  for (auto& item : word["open"])
    for (const char* for_people : {"text", "reference"}) item.erase(for_people);
  const auto text = word.dump();
  const auto element = api::parse_json(text, kAnswerMax);
  if (!element) return trouble(element.error());
  statement::StateAccount out;
  api::JsonReader reader;
  reader.item(*element, out);
  if (const auto ok = reader.finish(); !ok) return trouble(ok.error());
  return out;
}

Done<base::Bytes> Desk::parcel(const sync::NodeName& node) {
  std::string encoded;
  for (const char c : node) encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  const auto body = get(base_path() + "/parcel?party=" + encoded);
  if (!body) return tl::unexpected(body.error());
  return base::Bytes(body->begin(), body->end());
}

Done<Desk::ParcelTaken> Desk::hand_in_parcel(const base::Bytes& parcel) {
  const auto body = post(base_path() + "/parcel", sync::kParcelType, std::string(base::text_of(parcel)));
  if (!body) return tl::unexpected(body.error());
  const auto json = nlohmann::json::parse(*body, nullptr, false);
  if (!json.is_object()) return trouble(kFailed, "The node's answer cannot be read.");
  return ParcelTaken{json.value("from", std::string()), json.value("height", std::uint64_t{0}),
                     json.value("statements", std::uint64_t{0}), json.value("accords", std::uint64_t{0}),
                     json.value("fault", std::string())};
}

Done<base::PublicKey> Desk::accord_key() {
  const auto body = get(base_path());
  if (!body) return tl::unexpected(body.error());
  const auto json = nlohmann::json::parse(*body, nullptr, false);
  if (json.is_object() && json.contains("parties"))
    for (const auto& party : json.at("parties"))
      if (party.value("code", std::string()) == party_)
        if (const auto key = base::fixed_from_hex<base::PublicKey>(party.value("accord_key", std::string())))
          return *key;
  return trouble(kFailed, "The node's answer cannot be read.");
}

Done<std::string> Desk::backup(const std::string& to) {
  auto patient = target_;  // it copies its whole record first
  patient.request_timeout = std::chrono::hours(1);
  net::Client client(std::move(patient));
  net::Request request;
  request.method = "POST";
  request.target = "/v1/backup";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = nlohmann::json{{"to", to}}.dump();
  return send(client, std::move(request));
}

Done<base::Bytes> Desk::bundle() {
  auto patient = target_;  // the node reads its whole record first
  patient.max_body = std::size_t{512} << 20;
  patient.request_timeout = std::chrono::minutes(10);
  net::Client client(std::move(patient));
  net::Request request;
  request.target = base_path() + "/bundle";
  const auto body = send(client, std::move(request));
  if (!body) return tl::unexpected(body.error());
  return base::Bytes(body->begin(), body->end());
}

}  // namespace palitan::cli
