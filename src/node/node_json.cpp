#include "node/node_json.h"

#include <nlohmann/json.hpp>

namespace palitan::node {
namespace {

using Json = nlohmann::ordered_json;
using base::Code;

/// Reads the fields of one object; the first fault sticks.
class Fields {
 public:
  Fields(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
    if (!object_.is_object()) fail("is not an object");
  }

  const Json* take(const char* name, bool required) {
    if (!fault_.empty()) return nullptr;
    const auto found = object_.find(name);
    if (found == object_.end()) {
      if (required) fail(std::string("lacks \"") + name + "\"");
      return nullptr;
    }
    ++taken_;
    return &*found;
  }
  void text(const char* name, std::string& out, bool required = true) {
    const auto* value = take(name, required);
    if (value == nullptr) return;
    if (!value->is_string()) return fail(std::string("\"") + name + "\" is not a text");
    out = value->get<std::string>();
  }
  template <class T>
  void number(const char* name, T& out, bool required = true) {
    const auto* value = take(name, required);
    if (value == nullptr) return;
    if (!value->is_number_unsigned() || value->get<std::uint64_t>() > std::numeric_limits<T>::max())
      return fail(std::string("\"") + name + "\" is not a number in range");
    out = value->get<T>();
  }
  void flag(const char* name, bool& out) {
    const auto* value = take(name, false);
    if (value == nullptr) return;
    if (!value->is_boolean()) return fail(std::string("\"") + name + "\" is not true or false");
    out = value->get<bool>();
  }
  void key(const char* name, base::PublicKey& out) {
    std::string hex;
    text(name, hex);
    if (fault_.empty()) key_of(hex, name, out);
  }
  void keys(const char* name, std::vector<base::PublicKey>& out) {
    const auto* value = take(name, true);
    if (value == nullptr) return;
    if (!value->is_array()) return fail(std::string("\"") + name + "\" is not a list");
    for (const auto& item : *value) {
      if (!item.is_string()) return fail(std::string("\"") + name + "\" holds something else than keys");
      key_of(item.get<std::string>(), name, out.emplace_back());
    }
  }
  void check(bool good, const std::string& what) {
    if (fault_.empty() && !good) fail(what);
  }

  /// The fault, with unknown fields as the last one looked for.
  base::Result<void> finish() {
    if (fault_.empty() && taken_ != object_.size()) fail("has a field that is not known");
    if (!fault_.empty()) return base::refuse(Code::local_draft, where_ + " " + fault_);
    return {};
  }

 private:
  void fail(std::string what) { fault_ = std::move(what); }
  void key_of(const std::string& hex, const char* name, base::PublicKey& out) {
    const auto key = base::fixed_from_hex<base::PublicKey>(hex);
    if (!key || !crypto::is_strict_public_key(*key))
      return fail(std::string("\"") + name + "\" is not a strict Ed25519 key in hex");
    out = *key;
  }

  const Json& object_;
  std::string where_;
  std::string fault_;
  std::size_t taken_ = 0;
};

base::Result<Json> parse(std::string_view text, const char* what) {
  auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return base::refuse(Code::local_draft, std::string(what) + " is not JSON");
  return json;
}

}  // namespace

std::string node_json(const NodeFile& file) {
  Json peers = Json::array();
  for (const auto& peer : file.peers) {
    Json json = {{"party", peer.party}, {"host", peer.host}, {"port", peer.port}};
    if (!peer.node.empty()) json["node"] = peer.node;
    peers.push_back(std::move(json));
  }
  Json json = {{"format", 1},
               {"party", file.party},
               {"name", file.name},
               {"address", file.address},
               {"port", file.port},
               {"tls", file.tls},
               {"ceiling", std::string(statement::name(file.ceiling))},
               {"peers", peers}};
  if (!file.node.empty()) json["node"] = file.node;
  return json.dump(2) + "\n";
}

base::Result<NodeFile> parse_node_json(std::string_view text) {
  const auto json = parse(text, "node.json");
  if (!json) return tl::unexpected(json.error());
  Fields fields(*json, "node.json");
  NodeFile out;
  std::uint64_t format = 0;
  std::string ceiling(statement::name(out.ceiling));
  fields.number("format", format);
  fields.text("party", out.party);
  fields.text("name", out.name);
  fields.text("node", out.node, false);
  fields.text("address", out.address, false);
  fields.number("port", out.port, false);
  fields.flag("tls", out.tls);
  fields.text("ceiling", ceiling, false);
  const auto* peers = fields.take("peers", false);
  fields.check(statement::is_party_code(out.party), "\"party\" is not three letters a-z");
  fields.check(out.node.empty() || sync::is_field_name(out.node), "\"node\" is no name of a field node");
  fields.check(statement::from_name(ceiling, out.ceiling), "\"ceiling\" is not a marking");
  fields.check(peers == nullptr || peers->is_array(), "\"peers\" is not a list");
  if (const auto done = fields.finish(); !done) return tl::unexpected(done.error());
  if (format > 1) return base::refuse(Code::local_newer_database, "node.json has a newer format");
  for (std::size_t i = 0; peers != nullptr && i < peers->size(); ++i) {
    Fields item((*peers)[i], "node.json, peers");
    PeerAddress peer;
    item.text("party", peer.party);
    item.text("host", peer.host);
    item.number("port", peer.port);
    item.text("node", peer.node, false);
    item.check(peer.node.empty() || sync::is_field_name(peer.node), "\"node\" is no name of a field node");
    item.check(statement::is_party_code(peer.party), "\"party\" is not three letters a-z");
    if (const auto done = item.finish(); !done) return tl::unexpected(done.error());
    out.peers.push_back(std::move(peer));
  }
  return out;
}

std::string party_json(const statement::Party& party) {
  Json roots = Json::array();
  for (const auto& root : party.roots) roots.push_back(base::to_hex(root.view()));
  const Json json = {{"format", 1},
                     {"code", party.code},
                     {"name", party.name},
                     {"threshold", party.threshold},
                     {"roots", roots},
                     {"accord_key", base::to_hex(party.accord_key.view())},
                     {"node_key", base::to_hex(party.node_key.view())}};
  return json.dump(2) + "\n";
}

base::Result<statement::Party> parse_party_json(std::string_view text) {
  const auto json = parse(text, "party.json");
  if (!json) return tl::unexpected(json.error());
  Fields fields(*json, "party.json");
  statement::Party out;
  std::uint64_t format = 0;
  fields.number("format", format);
  fields.text("code", out.code);
  fields.text("name", out.name);
  fields.number("threshold", out.threshold);
  fields.keys("roots", out.roots);
  fields.key("accord_key", out.accord_key);
  fields.key("node_key", out.node_key);
  fields.check(format == 1, "\"format\" is not 1");
  fields.check(statement::is_party_code(out.code), "\"code\" is not three letters a-z");
  fields.check(out.threshold >= 1 && out.threshold <= out.roots.size(),
               "\"threshold\" is not between 1 and the number of roots");
  if (const auto done = fields.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace palitan::node
