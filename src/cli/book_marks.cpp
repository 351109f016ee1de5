#include "cli/book_marks.h"

#include <fmt/format.h>

#include "kernel/evidence.h"

namespace palitan::cli {
namespace {
/// An archive that gathers every text, however deep.
struct TextsIn {
  std::set<std::string>& out;

  template <class T>
  void field(unsigned, std::string_view, T& value) {
    take(value);
  }
  template <class T>
  void take(T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      out.insert(value);
    } else if constexpr (codec::detail::is_optional<T>) {
      if (value) take(*value);
    } else if constexpr (codec::detail::is_vector<T> && !std::is_same_v<T, base::Bytes>) {
      for (auto& one : value) take(one);
    } else if constexpr (requires { describe(*this, value); }) {
      describe(*this, value);
    }
  }
};

std::set<std::string> texts_of(const statement::Statement& act) {
  std::set<std::string> out;
  if (!act.kind() || act.kind() == statement::Kind::disclose) return out;
  statement::with_body(*act.kind(), [&](auto fresh) {
    auto body = codec::decode<decltype(fresh)>(act.content().body.bytes);
    TextsIn texts{out};
    if (body) texts.take(*body);
  });
  for (const auto& file : act.content().attachments) out.insert(file.name);
  return out;
}

void each_act(const store::Store& store, const std::function<void(const statement::Statement&)>& each) {
  const auto one = [&](const base::Bytes& bytes) {
    if (const auto act = statement::decode_statement(bytes)) each(*act);
  };
  for (std::uint64_t position = 0; position < store.log_size(); ++position)
    if (const auto bytes = store.logged_bytes(position)) one(*bytes);
  for (const auto& [id, row] : store.pending()) one(row.bytes);
}

std::set<std::string> accounts_of(const store::Store& store) {
  std::set<std::string> out;
  store.each_posting(std::nullopt, [&](const store::PostingRow& row) {
    out.insert(to_text(row.posting.account));
    return true;
  });
  return out;
}

/// An act may name another book or an act of it, as people write texts; a signature stands nowhere by chance.
bool is_common(const std::string& name, const std::set<std::string>& common) {
  return common.contains(name) && !name.starts_with("signature ");
}

std::string text_of(base::ByteView bytes) { return std::string(base::text_of(bytes)); }
}  // namespace

void BookMarks::add(std::string name, std::string spelling) {
  if (spelling.size() < kLeast) return;
  names_.insert(name);
  by_head_[spelling.substr(0, kLeast)].emplace_back(std::move(name), std::move(spelling));
}

void BookMarks::add_book(const store::Store& store) {
  each_act(store, [&](const statement::Statement& act) {
    const auto id = base::to_hex(act.id().view());
    add("id " + id, text_of(act.id().view()));
    add("id " + id, id);
    add("signature of " + id, text_of(act.signature().view()));
    const auto body = text_of(act.content().body.bytes);
    // What a disclosure carries is of another book, and may be known from there.
    const bool own = act.kind() != statement::Kind::disclose;
    if (own && body.size() >= 4 * kLeast) add("body of " + id, body);
    for (const auto& text : texts_of(act)) add("text '" + text + "'", text);
  });
  for (const auto& account : accounts_of(store)) add("account " + account, account);
}

void BookMarks::leave_out_what_stands_in(const store::Store& own) {
  std::string bytes;
  each_act(own, [&](const statement::Statement& act) {
    if (act.kind() != statement::Kind::disclose) bytes += text_of(act.bytes());
  });
  for (const auto& account : accounts_of(own)) bytes += account + "\n";
  const auto common = found_in(bytes);
  for (auto& [head, marks] : by_head_)
    std::erase_if(marks, [&](const auto& mark) { return is_common(mark.first, common); });
  std::erase_if(names_, [&](const auto& name) { return is_common(name, common); });
}

std::set<std::string> BookMarks::found_in(std::string_view bytes) const {
  std::set<std::string> out;
  for (std::size_t at = 0; at + kLeast <= bytes.size(); ++at) {
    const auto found = by_head_.find(bytes.substr(at, kLeast));
    if (found == by_head_.end()) continue;
    for (const auto& [name, spelling] : found->second)
      if (bytes.substr(at).starts_with(spelling)) out.insert(name);
  }
  return out;
}

std::string all_bytes_of(const store::Store& store) {
  std::string out;
  each_act(store, [&](const statement::Statement& act) { out += text_of(act.bytes()); });
  for (std::uint64_t height = 0;; ++height) {
    const auto accord = store.accord(height);
    if (!accord) break;
    out += text_of(accord->bytes);
  }
  for (const auto& row : rows_of(kernel::FactKind{}))
    store.each_fact(static_cast<kernel::FactKind>(row.number),
                    [&](const kernel::FactKey& key, base::ByteView bytes) {
                      out += text_of(key.id) + text_of(bytes);
                      return true;
                    });
  for (const auto& account : accounts_of(store)) out += account + "\n";
  for (const auto& [name, bytes] : store.notes("")) out += name + text_of(bytes);
  return out;
}

std::string shown_on_purpose(const store::Store& store) {
  std::string out;
  each_act(store, [&](const statement::Statement& act) {
    if (act.kind() != statement::Kind::disclose) return;
    const auto body = statement::read_body<statement::Disclose>(act.content());
    const auto inner = body ? codec::decode<kernel::Evidence>(body->evidence) : tl::unexpected(body.error());
    if (!inner) return;
    out += text_of(inner->founding) + text_of(inner->statement) + text_of(inner->item) + inner->checkpoint;
    for (const auto& bytes : inner->key_changes) out += text_of(bytes);
    for (const auto& bytes : inner->appointments) out += text_of(bytes);
    // What the act carries it shows too, and its own id is known to whoever holds it.
    if (const auto shown = statement::decode_statement(inner->statement)) out += text_of(shown->id().view());
  });
  return out;
}

}  // namespace palitan::cli
