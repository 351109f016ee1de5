#include "kernel/accord.h"

#include <charconv>

#include <fmt/format.h>

#include "crypto/hash.h"

namespace palitan::kernel {
namespace {
using base::Code;

std::string origin_of(const base::Id& partnership) { return "palitan/1/" + base::to_hex(partnership.view()); }

/// "name value" with the value in its one canonical form.
bool read_number(std::string_view line, std::string_view name, std::uint64_t& out) {
  if (!line.starts_with(name) || line.size() <= name.size() + 1 || line[name.size()] != ' ') return false;
  const auto digits = line.substr(name.size() + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return error == std::errc{} && end == digits.data() + digits.size() &&
         (digits == "0" || digits[0] != '0') &&
         out <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}
bool read_hash(std::string_view line, std::string_view name, base::Hash& out) {
  if (!line.starts_with(name) || line.size() <= name.size() + 1 || line[name.size()] != ' ') return false;
  const auto bytes = base::from_base64(line.substr(name.size() + 1));
  const auto hash = bytes ? base::Hash::from(*bytes) : std::nullopt;
  if (hash) out = *hash;
  return hash.has_value();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) out.clear();  // every line ends in a newline
  return out;
}
}  // namespace

std::string checkpoint_body(const base::Id& partnership, const AccordPoint& p) {
  merkle::Checkpoint checkpoint;
  checkpoint.origin = origin_of(partnership);
  checkpoint.size = p.size;
  checkpoint.root = p.root;
  checkpoint.extensions = {fmt::format("height {}", p.height),
                           fmt::format("attempt {}", p.attempt),
                           fmt::format("time {}", p.time.ms),
                           fmt::format("rules {}", p.rules),
                           "results " + base::to_base64(p.results.view()),
                           "previous " + base::to_base64(p.previous.view())};
  return merkle::body(checkpoint);
}

base::Result<AccordPoint> parse_checkpoint_body(const base::Id& partnership, std::string_view body) {
  const auto checkpoint = merkle::parse_checkpoint(body);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != origin_of(partnership))
    return base::refuse(Code::bad_partnership, checkpoint->origin);
  const auto& x = checkpoint->extensions;
  AccordPoint p;
  p.size = checkpoint->size;
  p.root = checkpoint->root;
  std::uint64_t time = 0;
  const bool ok = x.size() == 6 && read_number(x[0], "height", p.height) &&
                  read_number(x[1], "attempt", p.attempt) && read_number(x[2], "time", time) &&
                  read_number(x[3], "rules", p.rules) && read_hash(x[4], "results", p.results) &&
                  read_hash(x[5], "previous", p.previous);
  if (!ok) return base::refuse(Code::bad_note, "extension lines");
  p.time.ms = static_cast<std::int64_t>(time);
  return p;
}

base::Hash checkpoint_hash(std::string_view body) { return crypto::sha256(base::view_of(body)); }

std::string accord_key_name(std::string_view party) { return std::string(party) + "/accord"; }
std::string root_key_name(std::string_view party, std::size_t index) {
  return fmt::format("{}/root-{}", party, index);
}

merkle::NoteSignature cosign_accord(const crypto::KeyPair& key, std::string_view party,
                                    const AccordPoint& point, std::string_view body) {
  return merkle::cosign(key, accord_key_name(party), static_cast<std::uint64_t>(point.time.ms / 1000), body);
}

base::Result<void> verify_accord_cosignature(const merkle::NoteSignature& signature, std::string_view name,
                                             const base::PublicKey& key, const AccordPoint& point,
                                             std::string_view body) {
  const auto seconds = merkle::verify_cosignature(signature, std::string(name), key, body);
  if (!seconds) return tl::unexpected(seconds.error());
  if (*seconds != static_cast<std::uint64_t>(point.time.ms / 1000))
    return base::refuse(Code::bad_cosignature, "its time is not the accord's");
  return {};
}

base::Result<void> check_final(const merkle::Note& note, const AccordPoint& point,
                               const PartnershipFact& partnership) {
  std::vector<std::pair<std::string, base::PublicKey>> needed;
  for (const auto& party : partnership.parties) {
    if (point.height > 0) needed.emplace_back(accord_key_name(party.code), party.accord_key);
    for (std::size_t i = 0; point.height == 0 && i < party.roots.size(); ++i)
      needed.emplace_back(root_key_name(party.code, i), party.roots[i]);
  }
  if (note.signatures.size() != needed.size())
    return base::refuse(Code::bad_cosignature,
                        fmt::format("{} of {} cosignatures", note.signatures.size(), needed.size()));
  // In party order, so that a final accord has one form.
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (note.signatures[i].name != needed[i].first)
      return base::refuse(Code::bad_cosignature, "missing: " + needed[i].first);
    if (auto ok = verify_accord_cosignature(note.signatures[i], needed[i].first, needed[i].second, point,
                                            note.text);
        !ok)
      return ok;
  }
  return {};
}

std::string decline_text(const base::Id& partnership, const Decline& d) {
  return fmt::format("palitan decline/v1\n{}\nheight {}\nattempt {}\nreason {}\ndifference {}\n",
                     origin_of(partnership), d.height, d.attempt, name(d.reason),
                     d.difference ? base::to_hex(d.difference->view()) : "-");
}

base::Result<Decline> parse_decline(const base::Id& partnership, std::string_view text) {
  const auto lines = lines_of(text);
  if (lines.size() != 6 || lines[0] != "palitan decline/v1")
    return base::refuse(Code::bad_note, "not a decline");
  if (lines[1] != origin_of(partnership)) return base::refuse(Code::bad_partnership, std::string(lines[1]));
  Decline out;
  bool ok = read_number(lines[2], "height", out.height) && read_number(lines[3], "attempt", out.attempt);
  const auto reason =
      lines[4].starts_with("reason ") ? base::code_from_name(lines[4].substr(7)) : std::nullopt;
  ok = ok && reason && lines[5].starts_with("difference ");
  if (!ok) return base::refuse(Code::bad_note, "not a decline");
  out.reason = *reason;
  const auto difference = lines[5].substr(11);
  if (difference != "-") {
    out.difference = base::fixed_from_hex<base::Id>(difference);
    if (!out.difference) return base::refuse(Code::bad_note, "not a decline");
  }
  return out;
}

base::Result<void> may_cosign(const Votes& mine, std::uint64_t attempt, const base::Hash& checkpoint,
                              const std::set<std::uint64_t>& declines_held) {
  const auto no = [](std::string why) { return base::refuse(Code::bad_accord, std::move(why)); };
  if (mine.declined.contains(attempt)) return no("declined before");
  for (const auto& [lower, hash] : mine.cosigned) {
    if (lower > attempt) return no("a higher attempt was cosigned");
    if (lower == attempt && hash != checkpoint) return no("another checkpoint of this attempt was cosigned");
    if (lower < attempt && !declines_held.contains(lower))
      return no(fmt::format("attempt {} was cosigned and nobody's decline of it is held", lower));
  }
  return {};
}

bool may_decline(const Votes& mine, std::uint64_t attempt) {
  return !mine.declined.contains(attempt) && !mine.cosigned.contains(attempt);
}

}  // namespace palitan::kernel
