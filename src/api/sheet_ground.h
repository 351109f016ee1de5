// Internal: what the record says about a spreadsheet that is to be imported.
#pragma once
#include "api/app.h"
#include "papers/import_documents.h"

namespace palitan::api {

/// The file and what it is known by.
struct SheetSource {
  std::string_view bytes;
  base::Hash hash;
};
/// The idempotency key of one document of one file.
std::string sheet_key(const SheetSource& source, papers::SheetKind kind, const std::string& document);

/// Parties, agreements and activities with everything pending, the orders that the table names, and which of
/// its documents came in with this very file before.
base::Result<papers::ImportGround> sheet_ground(App& app, const Record& record,
                                                const papers::ImportTable& table, papers::SheetKind kind,
                                                const SheetSource& source);

/// The seat that signs: the unlocked one of this party with that role, or the one called `named` (office, or
/// first digits of its id); under a session, of its seats. Refusals: local_no_seat, local_draft where several
/// fit.
base::Result<base::KeyId> sheet_seat(App& app, const Record& record, const std::string& named,
                                     statement::Role role, const std::optional<Session>& session);

}  // namespace palitan::api
