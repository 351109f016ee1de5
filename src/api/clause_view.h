// Internal: a refusal together with what its clause says, where the agreement's texts lie on this node.
#pragma once
#include "api/app.h"
#include "node/book.h"
#include "papers/instrument_toml.h"

namespace palitan::api {

/// The texts that the proposal of an instrument carries; nothing where its attachment is not here.
std::vector<papers::ClauseText> clause_texts(App& app, const Record& record, const base::Id& instrument);

/// A clause that speaks: whose it is, and its words.
struct SpeakingClause {
  std::string instrument;
  std::optional<base::Id> id;  ///< absent for the party's own law
  papers::ClauseText text;
};
/// The clause that a refusal of `draft` leans on, where its text is here. Asks the writer: REQUIRES: not on
/// the writer's thread.
std::optional<SpeakingClause> speaking_clause(App& app, const Record& record, const base::Refusal& refusal,
                                              const node::Draft& draft);

/// problem(), and for a clause whose text is here: "instrument" (name), "instrument_id" (its case; absent for
/// the party's own law), "clause_text" ({en, ja, fil}; languages without a text are absent). `draft`: what
/// was refused. Asks the writer: REQUIRES: not on the writer's thread.
net::Response problem_of_draft(App& app, const Record& record, const base::Refusal& refusal,
                               const node::Draft& draft);

}  // namespace palitan::api
