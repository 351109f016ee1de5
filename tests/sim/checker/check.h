// The separate checker: it reads what nodes say they agreed, written down neutrally, and looks for what is
// not true.
//
// It is written from spec/statement.md and spec/log.md and shares no code with the node: CBOR is libcbor's,
// hashes and signatures are OpenSSL's, the rest is its own and slow. It knows no rule of any act. So it can
// say that the acts are whole, signed, numbered and caused; that the tree, the chain of checkpoints and every
// party's cosignature fit; that the verdicts and postings shown are those that all parties signed for, and
// sum to zero; and that all nodes show the same. It cannot say that a verdict is right, nor that a batch
// stands in canonical order, for causes named inside bodies need the vocabulary.
//
// The dump is text, line by line; bytes are lower-case hex, `-` where empty:
//
//   node <party>                                 what follows is this node's
//   act <bytes> <code> <clause> <state>          one entry of its log, in order
//   post <account> <commodity> <amount>          a posting of the act above it
//   final <bytes of the note>                    a final accord, ascending by height
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sim_checker {

/// The first thing that is not true; nothing: all is. Never throws; a dump that cannot be read is not true.
std::optional<std::string> check(std::string_view dump);

}  // namespace sim_checker
