#include "kernel/marking.h"

#include <algorithm>

#include <fmt/format.h>

#include "kernel/evidence.h"

namespace palitan::kernel {
namespace {
using statement::Marking;

void raise(Marking& to, const base::Bytes& bytes) {
  if (const auto act = statement::decode_statement(bytes)) to = std::max(to, act->content().marking);
}
}  // namespace

Marking marking_of(const statement::Content& act) {
  auto out = act.marking;
  if (act.kind != static_cast<std::uint16_t>(statement::Kind::disclose)) return out;
  // Bytes that are no evidence are refused as such; they carry no act.
  const auto body = statement::read_body<statement::Disclose>(act);
  const auto inner = body ? codec::decode<Evidence>(body->evidence) : tl::unexpected(body.error());
  if (!inner) return out;
  raise(out, inner->statement);
  raise(out, inner->founding);
  for (const auto& bytes : inner->key_changes) raise(out, bytes);
  for (const auto& bytes : inner->appointments) raise(out, bytes);
  return out;
}

base::Result<void> check_marking(Marking marking, Marking ceiling, std::string_view what) {
  if (marking <= ceiling) return {};
  return base::refuse(base::Code::local_marking,
                      fmt::format("{}{}{}, this node's ceiling is {}", what, what.empty() ? "" : " is ",
                                  name(marking), name(ceiling)));
}

base::Result<void> Leaving::take(const statement::Statement& act) {
  const auto marking = marking_of(act.content());
  highest_ = std::max(highest_, marking);
  return check_marking(marking, ceiling_, "act " + base::to_hex(act.id().view()).substr(0, 12));
}

}  // namespace palitan::kernel
