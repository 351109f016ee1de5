#include "compare/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "machine.h"

namespace palitan::bench {
namespace {
using Json = nlohmann::json;
constexpr double kWorse = 0.9;

/// So that more is better: a rate as it is, a time or a size turned round.
double goodness(double value, const std::string& unit) { return unit == "/s" ? value : 1 / value; }

struct Figure {
  std::string what, unit;
  double median = 0;
  std::map<std::string, std::pair<double, std::string>> peers;  ///< median and unit
};

tl::expected<std::map<std::string, Figure>, std::string> figures_in(const std::string& text) {
  const auto json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("rows"))
    return failed("that is not what `palitan-bench all --json` writes");
  std::map<std::string, Figure> out;
  try {
    for (const auto& row : json.at("rows")) {
      Figure one{row.at("what"), row.at("unit"), row.at("median"), {}};
      for (const auto& peer : row.at("peers"))
        one.peers[peer.at("what")] = {peer.at("median").get<double>(), peer.at("unit").get<std::string>()};
      out.emplace(row.at("name").get<std::string>(), std::move(one));
    }
  } catch (const Json::exception& fault) {
    return failed(std::string("a row cannot be read: ") + fault.what());
  }
  return out;
}

Compared compared(const std::string& name, const Figure& before, const Figure& after) {
  Compared out{name, after.what, {}, before.median, after.median, 1};
  for (const auto& [peer, figure] : after.peers) {
    const auto was = before.peers.find(peer);
    if (was == before.peers.end() || was->second.first <= 0 || figure.first <= 0) continue;
    out.beside = peer;
    out.before = goodness(before.median, before.unit) / goodness(was->second.first, was->second.second);
    out.after = goodness(after.median, after.unit) / goodness(figure.first, figure.second);
    out.change = out.after / out.before;
    return out;
  }
  out.change = goodness(after.median, after.unit) / goodness(before.median, before.unit);
  return out;
}

tl::expected<std::string, std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed(path + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// By which peer and how a row is measured.
struct Beside {
  RowNames row;
  std::string name, unit;
};
/// Each act of these waits for the disk, and another disk moves them and any peer by other measures.
bool waits_for_disk(const std::string& name) { return name.starts_with("api_") || name == "accord_rate"; }

std::vector<Beside> besides(const Samples& samples, const Sizes& sizes) {
  const PeerNames machine_itself{"peer_libsodium_verify", "/s"};
  std::vector<Beside> out;
  for (const auto& row : row_names(sizes)) {
    if (row.name.ends_with("_p99") || row.unit == "MB" || row.unit == "acts") continue;
    if (waits_for_disk(row.name)) continue;
    const auto there = [&](const PeerNames& peer) { return !samples.of(peer.name).empty(); };
    const auto at = std::ranges::find_if(row.peers, there);
    const auto& peer = at != row.peers.end() ? *at : machine_itself;
    if (!samples.of(row.name).empty() && there(peer)) out.push_back({row, peer.name, peer.unit});
  }
  return out;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}
}  // namespace

tl::expected<std::vector<Compared>, std::string> compare(const std::string& before,
                                                         const std::string& after) {
  const auto old_figures = figures_in(before), new_figures = figures_in(after);
  if (!old_figures) return tl::unexpected(old_figures.error());
  if (!new_figures) return tl::unexpected(new_figures.error());
  std::vector<Compared> out;
  for (const auto& [name, figure] : *new_figures) {
    const auto was = old_figures->find(name);
    if (was == old_figures->end() || was->second.median <= 0 || figure.median <= 0) continue;
    out.push_back(compared(name, was->second, figure));
  }
  return out;
}

Ran compare_files(const std::string& before, const std::string& after) {
  const auto old_text = read_text(before), new_text = read_text(after);
  if (!old_text) return tl::unexpected(old_text.error());
  if (!new_text) return tl::unexpected(new_text.error());
  const auto rows = compare(*old_text, *new_text);
  if (!rows) return tl::unexpected(rows.error());
  fmt::print("{:<66} | {:>10} | {:>10} | {:>8} | {}\n", "what", "before", "after", "change", "beside");
  int worse = 0;
  for (const auto& row : *rows) {
    const bool marked = row.change < kWorse;
    worse += marked ? 1 : 0;
    fmt::print("{:<66} | {:>10.4g} | {:>10.4g} | {:>+7.1f}% | {}{}\n", row.what, row.before, row.after,
               (row.change - 1) * 100,
               row.beside.empty() ? "the figures themselves" : "ratio to " + row.beside,
               marked ? "  WORSE" : "");
  }
  fmt::print("{} rows, {} worse by more than 10 %\n", rows->size(), worse);
  return {};
}

std::vector<Recorded> ratios(const Samples& samples, const Sizes& sizes) {
  std::vector<Recorded> out;
  for (const auto& [row, peer, unit] : besides(samples, sizes)) {
    const auto ours = median(samples.of(row.name)), theirs = median(samples.of(peer));
    if (ours > 0 && theirs > 0)
      out.push_back({row.name, peer, goodness(ours, row.unit) / goodness(theirs, unit)});
  }
  return out;
}

std::string recorded_text(const std::vector<Recorded>& rows, const std::string& load_before) {
  nlohmann::ordered_json out;
  for (const auto& [name, value] : machine(load_before)) out["machine"][name] = value;
  out["rows"] = Json::array();
  for (const auto& row : rows)
    out["rows"].push_back(
        nlohmann::ordered_json{{"name", row.name}, {"beside", row.beside}, {"ratio", row.ratio}});
  return out.dump(2) + "\n";
}

tl::expected<std::vector<Recorded>, std::string> read_recorded(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return tl::unexpected(text.error());
  const auto json = Json::parse(*text, nullptr, false);
  std::vector<Recorded> out;
  try {
    for (const auto& row : json.at("rows"))
      out.push_back({row.at("name"), row.at("beside"), row.at("ratio")});
  } catch (const Json::exception& fault) {
    return failed(path + ": " + fault.what());
  }
  return out;
}

std::vector<std::string> below_half(const std::vector<Recorded>& recorded, const Samples& samples,
                                    const Sizes& sizes) {
  std::map<std::string, std::string> units;
  for (const auto& row : row_names(sizes)) {
    units[row.name] = row.unit;
    for (const auto& peer : row.peers) units[peer.name] = peer.unit;
  }
  units["peer_libsodium_verify"] = "/s";
  std::vector<std::string> out;
  for (const auto& row : recorded) {
    const auto ours = samples.of(row.name), theirs = samples.of(row.beside);
    const auto rounds = std::min(ours.size(), theirs.size());
    if (rounds == 0 || !units.contains(row.name) || !units.contains(row.beside)) continue;
    double best = 0;
    for (std::size_t i = 0; i < rounds; ++i)
      best = std::max(best, goodness(ours[i], units[row.name]) / goodness(theirs[i], units[row.beside]));
    if (best < row.ratio / 2)
      out.push_back(
          fmt::format("{} is {:.4g} times {}, less than half of the {:.4g} recorded, in each of {} rounds",
                      row.name, best, row.beside, row.ratio, rounds));
  }
  return out;
}

}  // namespace palitan::bench
