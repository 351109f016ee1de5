#include "finals.h"

#include <set>
#include <sstream>

namespace sim_checker {

Bytes tree_root(const std::vector<Entry>& log, std::size_t from, std::size_t to) {
  if (from == to) return sha256({});
  if (to - from == 1) return sha256(Bytes(1, '\0') + log[from].act.id);
  std::size_t half = 1;
  while (half * 2 < to - from) half *= 2;
  return sha256(Bytes(1, '\1') + tree_root(log, from, from + half) + tree_root(log, from + half, to));
}

namespace {
struct Signature {
  std::string name;
  Bytes raw;
};

struct Checkpoint {
  std::string text;
  std::string origin;
  std::uint64_t size = 0, height = 0, attempt = 0, time = 0, rules = 0;
  Bytes root, results, previous;
  std::vector<Signature> signatures;
};

std::uint64_t number_of(const std::string& text) {
  must(!text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == std::string::npos &&
           (text == "0" || text[0] != '0'),
       "no number");
  return std::stoull(text);
}

Checkpoint read_final(const Bytes& note) {
  Checkpoint out;
  const auto end = note.find("\n\n");
  must(end != std::string::npos, "no empty line");
  out.text = note.substr(0, end + 1);
  std::istringstream lines(out.text);
  const auto line = [&](const std::string& word) {
    std::string text;
    must(static_cast<bool>(std::getline(lines, text)), "a line is missing");
    must(text.starts_with(word), "no line '" + word + "'");
    return text.substr(word.size());
  };
  out.origin = line("palitan/1/");
  out.size = number_of(line(""));
  out.root = from_base64(line(""));
  out.height = number_of(line("height "));
  out.attempt = number_of(line("attempt "));
  out.time = number_of(line("time "));
  out.rules = number_of(line("rules "));
  out.results = from_base64(line("results "));
  out.previous = from_base64(line("previous "));
  std::string text;
  must(!std::getline(lines, text), "a line too many");
  std::istringstream marks(note.substr(end + 2));
  while (std::getline(marks, text)) {
    constexpr std::string_view dash = "\xe2\x80\x94 ";
    const auto space = text.rfind(' ');
    must(text.starts_with(dash) && space > dash.size(), "no signature line");
    out.signatures.push_back(
        {text.substr(dash.size(), space - dash.size()), from_base64(text.substr(space + 1))});
  }
  return out;
}

/// C2SP cosignature/v1: key hash, time in seconds, Ed25519.
void look_at_cosignature(const Checkpoint& at, const Signature& signature, const std::string& name,
                         const Bytes& key) {
  must(signature.name == name, "a cosignature of " + signature.name + " instead of " + name);
  must(signature.raw.size() == 4 + 8 + 64, name + ": another length");
  must(signature.raw.substr(0, 4) == sha256(name + "\n\x04" + key).substr(0, 4), name + ": another key");
  const auto seconds = at.time / 1000;
  must(signature.raw.substr(4, 8) == big_endian(seconds, 8), name + ": another time");
  const auto message = "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + at.text;
  must(verifies(key, message, signature.raw.substr(12)), name + ": the cosignature does not fit");
}

void look_at_signers(const Checkpoint& at, const Founding& founding) {
  std::vector<std::pair<std::string, Bytes>> expected;
  for (const auto& party : founding.parties) {
    if (at.height > 0) {
      expected.emplace_back(party.code + "/accord", party.accord_key);
      continue;
    }
    for (std::size_t i = 0; i < party.roots.size(); ++i)
      expected.emplace_back(party.code + "/root-" + std::to_string(i), party.roots[i]);
  }
  must(at.signatures.size() == expected.size(), "not signed by all, and by nobody else");
  for (std::size_t i = 0; i < expected.size(); ++i)
    look_at_cosignature(at, at.signatures[i], expected[i].first, expected[i].second);
}

/// As many roots as the founding asks for stand behind a new accord key: the seat's own, and endorsements.
void take_key_change(const Act& act, Founding& founding) {
  for (auto& party : founding.parties) {
    std::set<Bytes> signers;
    const auto is_root = [&](const Bytes& key) {
      for (const auto& root : party.roots)
        if (root == key) return true;
      return false;
    };
    for (const auto& root : party.roots)
      if (key_id(root) == act.seat) signers.insert(root);
    if (signers.empty()) continue;
    // The body without its endorsements: fields 1 to 3, each in its one form.
    const auto accord = body_field(act, 1).bytes(), node = body_field(act, 2).bytes();
    const auto reason = body_field(act, 3).number();
    const auto body = cbor_head(5, 3) + cbor_integer(1) + cbor_bytes(accord) + cbor_integer(2) +
                      cbor_bytes(node) + cbor_integer(3) + cbor_head(0, reason);
    const auto message = "palitan/root-act/1\n" +
                         sha256(cbor_head(4, 5) + cbor_bytes(*act.partnership) + cbor_head(0, act.kind) +
                                cbor_bytes(act.seat) + cbor_head(0, act.sequence) + body);
    for (const auto& endorsement : body_field(act, 15).list()) {
      const auto root = endorsement.at(1).bytes();
      if (is_root(root) && verifies(root, message, endorsement.at(2).bytes())) signers.insert(root);
    }
    must(signers.size() >= party.threshold, "too few roots changed an accord key");
    party.accord_key = accord;
    return;
  }
  must(false, "somebody who is no root changed an accord key");
}

Bytes results_of(const Bytes& before, const std::vector<Entry>& log, std::size_t from, std::size_t to) {
  auto chain = before;
  for (auto i = from; i < to; ++i) {
    const auto& entry = log[i];
    auto item = cbor_head(4, 5) + cbor_bytes(entry.act.id) + cbor_head(0, entry.code) +
                cbor_text(entry.clause) + cbor_head(0, entry.state) + cbor_head(4, entry.postings.size());
    for (const auto& p : entry.postings)
      item += cbor_head(4, 3) + cbor_text(p.account) + cbor_text(p.commodity) + cbor_integer(p.amount);
    chain += sha256(item);
  }
  return sha256(chain);
}

std::string hex_of(const Bytes& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 4) out += short_hex(bytes.substr(i, 4));
  return out;
}

class Chain {
 public:
  Chain(const std::vector<Entry>& log, const Founding& founding) : log_(log), founding_(founding) {}

  void take(const Checkpoint& at) {
    must(at.origin == hex_of(founding_.id), "another origin");
    must(at.height == height_, "another height");
    must(at.size > size_ && at.size <= log_.size(), "another size");
    must(height_ == 0 || at.time > time_, "not later than the one before");
    must(at.previous == previous_, "it does not name the one before");
    must(at.root == tree_root(log_, 0, at.size), "another root");
    must(at.results == results_of(results_, log_, size_, at.size), "other results");
    for (auto i = size_; i < at.size; ++i)
      if (log_[i].act.kind == kChangeAccordKey && log_[i].accepted()) take_key_change(log_[i].act, founding_);
    look_at_signers(at, founding_);
    ++height_;
    size_ = at.size;
    time_ = at.time;
    results_ = at.results;
    previous_ = sha256(at.text);
  }
  std::size_t size() const { return size_; }

 private:
  const std::vector<Entry>& log_;
  Founding founding_;
  std::uint64_t height_ = 0, time_ = 0;
  std::size_t size_ = 0;
  Bytes results_ = Bytes(32, '\0'), previous_ = Bytes(32, '\0');
};
}  // namespace

void check_finals(const std::vector<Bytes>& finals, const std::vector<Entry>& log, const Founding& founding) {
  Chain chain(log, founding);
  for (std::size_t h = 0; h < finals.size(); ++h) try {
      chain.take(read_final(finals[h]));
    } catch (const Untrue& untrue) {
      throw Untrue("accord " + std::to_string(h) + ": " + untrue.what());
    }
  must(chain.size() == log.size(), "acts in the log that no accord covers");
}

}  // namespace sim_checker
