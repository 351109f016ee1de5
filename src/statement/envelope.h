// The signed envelope: COSE_Sign1 (RFC 9052) over deterministic CBOR. spec/statement.md sections 1 and 2.
#pragma once
#include <memory>

#include "crypto/sign.h"
#include "statement/statement.h"

namespace palitan::statement {

inline constexpr std::size_t kStatementMax = 65'535;  ///< bytes
inline constexpr std::size_t kAfterMax = 16;
inline constexpr std::uint64_t kVersion = 1;

/// What is signed. `body` is one canonical map; its fields depend on `kind`, which this version need not
/// know.
struct Content {
  std::uint64_t version = kVersion;
  std::optional<base::Id> partnership;  ///< absent in the founding statement only
  std::optional<base::Id> case_id;      ///< the case's opening act; absent in that act itself
  std::uint16_t kind = 0;
  base::KeyId seat;
  std::uint64_t sequence = 1;  ///< dense from 1 per seat and partnership
  std::optional<base::Id>
      previous;  ///< the seat's last act; for the first one its appointment; absent in the founding
  std::vector<base::Id> after;  ///< acts seen before signing, ascending
  base::Instant made_at;
  base::Instant effective_at;
  std::int32_t offset_minutes = 0;
  Marking marking = Marking::unclassified;
  codec::Raw body;
  std::vector<Attachment> attachments;

  base::Effective effective() const { return {effective_at, offset_minutes}; }
};
template <class A>
void describe(A& a, Content& x) {
  a.field(1, "version", x.version);
  a.field(2, "partnership", x.partnership);
  a.field(3, "case", x.case_id);
  a.field(4, "kind", x.kind);
  a.field(5, "seat", x.seat);
  a.field(6, "sequence", x.sequence);
  a.field(7, "previous", x.previous);
  a.field(8, "after", x.after);
  a.field(9, "made_at", x.made_at);
  a.field(10, "effective_at", x.effective_at);
  a.field(11, "offset_minutes", x.offset_minutes);
  a.field(12, "marking", x.marking);
  a.field(13, "body", x.body);
  a.field(14, "attachments", x.attachments);
}

/// A statement whose form is right and whose signature nobody has checked. Owns its bytes; content().body
/// views them, therefore it moves but does not copy.
class Statement {
 public:
  Statement(Statement&&) = default;
  Statement& operator=(Statement&&) = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  const base::Id& id() const { return id_; }
  const Content& content() const { return content_; }
  const base::Bytes& bytes() const { return bytes_; }
  const base::Signature& signature() const { return signature_; }
  /// The case this act belongs to: its own id where it opens one.
  const base::Id& case_of() const { return content_.case_id ? *content_.case_id : id_; }
  std::optional<Kind> kind() const {
    const auto kind = static_cast<Kind>(content_.kind);
    return is_valid(kind) ? std::optional{kind} : std::nullopt;
  }

 private:
  friend base::Result<Statement> decode_statement(base::Bytes bytes);
  friend void check_ahead(Statement& statement, const base::PublicKey& key);
  friend base::Result<class SignedStatement> open(Statement statement, const base::PublicKey& key);
  friend class SignedStatement;
  friend std::vector<base::Id> causes(const Statement& statement);
  Statement() = default;
  base::Bytes bytes_;
  Content content_;
  base::Signature signature_;
  base::Id id_;
  std::optional<base::PublicKey> fits_;  ///< the key that check_ahead() found it to be signed with
  std::optional<std::vector<base::Id>>
      causes_;  ///< once its signature was looked at: they are asked for often
};

/// The envelope around a payload: nothing of it is checked.
base::Bytes envelope_of(const base::KeyId& seat, base::ByteView payload, const base::Signature& signature);

/// Form only: envelope, canonical content, ranges. Refusals: bad_ (everything but bad_signature, bad_key).
base::Result<Statement> decode_statement(base::Bytes bytes);

/// A statement whose signature was checked. Only open(), sign() and reopen() make one. Cheap to copy;
/// immutable; any thread.
class SignedStatement {
 public:
  const Statement& operator*() const { return *statement_; }
  const Statement* operator->() const { return statement_.get(); }

 private:
  friend base::Result<SignedStatement> open(Statement statement, const base::PublicKey& key);
  friend SignedStatement reopen(Statement statement);
  explicit SignedStatement(Statement statement);
  std::shared_ptr<const Statement> statement_;
};

/// Checks the signature with the seat's key. Refusals: bad_signature, bad_seat (the key is another seat's).
base::Result<SignedStatement> open(Statement statement, const base::PublicKey& key);
/// REQUIRES: the signature was checked before these bytes were stored by this node.
SignedStatement reopen(Statement statement);
/// Checks the signature now, so that open() with the same key need not; where it does not fit, open() will
/// say so. For other threads: nobody else may touch `statement` meanwhile.
void check_ahead(Statement& statement, const base::PublicKey& key);
/// Signs. `content.seat` is set from the key. REQUIRES: the encoding is at most kStatementMax bytes and
/// `content.body` is one canonical map.
SignedStatement sign(Content content, const crypto::KeyPair& key);

/// Everything this act says came before it: previous, `after`, its case, each id its body cites. Ascending,
/// unique. A body that cannot be read cites nothing.
std::vector<base::Id> causes(const Statement& statement);

/// The ids that a body of that kind cites, in field order.
std::vector<base::Id> cited(Kind kind, base::ByteView body);

/// The body, strictly read. REQUIRES: content.kind is Body's. Any fault: refused_unreadable.
template <class Body>
base::Result<Body> read_body(const Content& content) {
  auto body = codec::decode<Body>(content.body.bytes);
  if (!body) return base::refuse(base::Code::refused_unreadable, body.error().detail);
  return body;
}

/// What a further root of the party signs to endorse a root act: domain line and SHA-256 of partnership,
/// kind, seat, sequence and body without endorsements.
template <class Body>
base::Bytes root_act_message(const Content& content, Body body);
base::Bytes root_act_message_of(const Content& content, base::ByteView bare_body);

template <class Body>
base::Bytes root_act_message(const Content& content, Body body) {
  body.endorsements.clear();
  return root_act_message_of(content, codec::encode(body));
}

}  // namespace palitan::statement
