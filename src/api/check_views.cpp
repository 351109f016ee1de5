// Files that somebody means to propose or to use, read and not kept.
#include <charconv>

#include "api/json_view.h"
#include "api/routes.h"
#include "papers/instrument_toml.h"
#include "papers/reference_check.h"

namespace palitan::api {
namespace {
using base::Code;

constexpr std::size_t kInstrumentMax = std::size_t{1} << 20;
constexpr std::size_t kFaultsMax = 1'000;
constexpr std::string_view kFile = "instrument";  ///< as which the reader knows it; taken off again

/// "<file>:<line>: <what>" apart; what is not of that form is the sentence.
Json fault_json(std::string_view said, std::string_view clause = {}) {
  Json out = Json::object();
  if (said.starts_with(kFile) && said.substr(kFile.size()).starts_with(':')) {
    const auto rest = said.substr(kFile.size() + 1);
    std::size_t line = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), line);
    const auto read = static_cast<std::size_t>(end - rest.data());
    if (error == std::errc{} && rest.substr(read).starts_with(": ")) {
      out["line"] = line;
      said = rest.substr(read + 2);
    }
  }
  if (!clause.empty()) out["clause"] = std::string(clause);
  out["sentence"] = std::string(said);
  return out;
}

Json check_json(const std::vector<std::string>& warnings, const std::vector<std::string>& notes) {
  Json out = {{"faults", Json::array()}, {"warnings", Json::array()}, {"notes", notes}};
  for (const auto& warning : warnings) out["warnings"].push_back(fault_json(warning));
  return out;
}
Json check_json(const base::Refusal& refusal) {
  auto out = check_json({}, {});
  out["faults"].push_back(
      fault_json(refusal.detail.empty() ? base::sentence(refusal) : refusal.detail, refusal.clause));
  return out;
}

Json overlay_json(const std::string& toml) {
  const auto compiled = papers::compile_overlay(toml, kFile);
  auto out = compiled ? check_json(compiled->warnings, compiled->notes) : check_json(compiled.error());
  out["kind"] = "overlay";
  if (!compiled) return out;
  out["name"] = compiled->overlay.name;
  out["title"] = compiled->overlay.title;
  out["party"] = compiled->overlay.party;
  out["clauses"] = compiled->overlay.clauses.size();
  return out;
}

Json instrument_json(const std::string& toml) {
  const auto compiled = papers::compile_instrument(toml, kFile);
  auto out = compiled ? check_json(compiled->warnings, compiled->notes) : check_json(compiled.error());
  out["kind"] = "instrument";
  if (!compiled) return out;
  out["name"] = compiled->instrument.name;
  out["title"] = compiled->instrument.title;
  out["clauses"] = compiled->instrument.clauses.size();
  out["rules"] = base::to_base64(terms::write(compiled->instrument));
  out["read"] = json_of(compiled->instrument);
  out["texts"] = papers::text_attachment(*compiled);
  return out;
}

Json reference_json(std::string_view table, const papers::ReferenceCheck& check) {
  using papers::FaultKind;
  Json faults = Json::array();
  for (const auto& fault : check.faults) {
    if (faults.size() == kFaultsMax) break;
    const auto* kind = fault.kind == FaultKind::repaired   ? "repaired"
                       : fault.kind == FaultKind::doubtful ? "doubtful"
                                                           : "left_out";
    Json one = {{"line", fault.at.line}};
    if (fault.at.column != 0) one["column"] = fault.at.column;
    one["kind"] = kind;
    one["sentence"] = fault.at.what;
    faults.push_back(std::move(one));
  }
  return {{"table", std::string(table)},
          {"title", check.table},
          {"sha256", base::to_hex(check.source.sha256.view())},
          {"taken", base::to_text(check.source.taken)},
          {"rows", check.rows},
          {"faults", std::move(faults)},
          {"repaired", check.count(FaultKind::repaired)},
          {"doubtful", check.count(FaultKind::doubtful)},
          {"left_out", check.count(FaultKind::left_out)},
          {"notes", check.notes}};
}
}  // namespace

base::Result<net::Response> check_instrument(App&, const Call& call) {
  const auto& toml = call.request.body;
  if (toml.size() > kInstrumentMax)
    return base::refuse(Code::bad_too_large, "an instrument is at most 1 MiB of TOML");
  return json_response(papers::is_overlay_file(toml) ? overlay_json(toml) : instrument_json(toml));
}

base::Result<net::Response> check_reference(App& app, const Call& call) {
  const std::string_view table = call.parts.at(0);
  if (table != "units" && table != "currencies" && table != "places" && table != "ports")
    return base::refuse(Code::local_not_found, "no table " + call.parts[0]);
  auto taken = base::Effective{app.service.writer().now(), 0}.legal_date();
  if (const auto text = call.request.query("taken"); text && !text->empty()) {
    const auto day = base::parse_date(*text);
    if (!day) return base::refuse(Code::local_draft, "\"taken\" is not a date like 2026-11-23");
    taken = *day;
  }
  const auto file = call.request.query("file").value_or("table.csv");
  const auto check = papers::check_reference(call.request.body, file, taken);
  Json out;
  if (check && check->table.starts_with(std::string(table) + " "))
    return json_response(reference_json(table, *check));
  // Nothing was read: one fault says why.
  Json fault = {{"line", check ? 1 : check.error().line}};
  if (!check && check.error().column != 0) fault["column"] = check.error().column;
  fault["sentence"] =
      check ? "it holds " + check->table + ", no table of " + std::string(table) : check.error().what;
  out = {{"table", std::string(table)}, {"rows", 0}};
  out["faults"] = Json::array();
  out["faults"].push_back(std::move(fault));
  out.update(Json{{"repaired", 0}, {"doubtful", 0}, {"left_out", 0}});
  out["notes"] = Json::array();
  return json_response(out);
}

}  // namespace palitan::api
