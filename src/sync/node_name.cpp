#include "sync/node_name.h"

#include <algorithm>

#include "codec/utf8.h"

namespace palitan::sync {

NodeName node_name(const statement::PartyCode& party, std::string_view node) {
  return node.empty() ? party : party + "/" + std::string(node);
}

statement::PartyCode party_of(const NodeName& name) { return name.substr(0, name.find('/')); }

std::string field_of(const NodeName& name) {
  const auto slash = name.find('/');
  return slash == NodeName::npos ? std::string() : name.substr(slash + 1);
}

bool is_field_name(std::string_view node) {
  constexpr std::size_t kMax = 64;
  constexpr unsigned char kDelete = 0x7f;
  if (node.empty() || node.size() > kMax || node.front() == ' ' || node.back() == ' ') return false;
  return codec::is_utf8(base::view_of(node)) && std::ranges::none_of(node, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < ' ' || byte == kDelete || byte == '/';
         });
}

}  // namespace palitan::sync
