// Where a folder's node answers: written by `node serve`, read by every command beside it.
#include <fstream>

#include <nlohmann/json.hpp>

#include "cli/desk.h"

namespace palitan::cli {
namespace {
using Json = nlohmann::ordered_json;
constexpr const char* kServingFile = "serving.json";
constexpr int kPortMax = 65'535;
}  // namespace

std::string Serving::url() const { return fmt::format("{}://{}:{}", tls ? "https" : "http", host, port); }

Done<void> write_serving(const node::Folder& folder, const Serving& serving) {
  const auto path = folder.dir() / kServingFile;
  std::ofstream out(path, std::ios::trunc);
  Json json{{"host", serving.host}, {"port", serving.port}, {"tls", serving.tls}};
  if (serving.key) json["key"] = base::to_hex(serving.key->view());
  out << json.dump(2) << "\n";
  out.close();
  if (!out) return trouble(kFailed, fmt::format("{} cannot be written.", path.string()));
  return {};
}

std::optional<Serving> read_serving(const node::Folder& folder) {
  std::ifstream in(folder.dir() / kServingFile);
  const auto json = Json::parse(in, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  try {
    const auto port = json.value("port", 0);
    Serving out{json.value("host", std::string()), static_cast<std::uint16_t>(port), json.value("tls", true),
                base::fixed_from_hex<base::PublicKey>(json.value("key", std::string()))};
    if (out.host.empty() || port <= 0 || port > kPortMax) return std::nullopt;
    return out;
  } catch (const Json::type_error&) {  // somebody edited it
    return std::nullopt;
  }
}

void remove_serving(const node::Folder& folder) {
  std::error_code ignored;  // a file left behind is harmless: the lock tells whether anybody serves
  std::filesystem::remove(folder.dir() / kServingFile, ignored);
}

}  // namespace palitan::cli
