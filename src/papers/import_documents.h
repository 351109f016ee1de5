// Spreadsheets of orders and receipts as bodies of acts, or every fault by row and column.
#pragma once
#include <map>
#include <memory>
#include <set>

#include "kernel/facts.h"
#include "papers/import_table.h"
#include "papers/instrument_toml.h"
#include "papers/reference_shelf.h"

namespace palitan::papers {

/// What the record says where the sheet is read.
struct ImportGround {
  statement::PartyCode party;
  std::vector<statement::PartyCode> parties;
  std::vector<std::pair<base::Id, kernel::InstrumentFact>> instruments;
  std::vector<std::pair<base::Id, kernel::ActivityFact>> activities;
  std::vector<std::pair<base::Id, kernel::VisitFact>> visits;
  std::vector<std::pair<base::Id, kernel::OrderFact>> orders;  ///< at least those that the sheet names
  std::map<base::Id, std::vector<ClauseText>> clauses;         ///< of instruments whose texts are at hand
  std::shared_ptr<const ReferenceShelf> shelf;                 ///< null: no public tables are kept here
  SheetLanguage language = SheetLanguage::english;             ///< of whoever reads the faults
  std::set<std::string> imported;  ///< documents of this very file that are in the record already
};

/// One act that a sheet asks for.
template <class Body>
struct ImportedDocument {
  std::string name;     ///< document number; of a receipt "order/issue" as written
  std::size_t row = 0;  ///< its first
  std::optional<base::Id> order;
  Body body;
};
template <class Body>
struct ImportedSheet {
  std::vector<ImportedDocument<Body>> documents;  ///< in the file's order
  std::vector<std::string> already;               ///< those of ImportGround::imported
};

/// What the sheet's rows call their documents, and orders: for gathering the ground. Faults are left to the
/// reading itself.
struct ImportNames {
  std::set<std::string> documents;
  std::set<std::string> orders;  ///< document numbers and first digits of ids
};
ImportNames names_in(const ImportTable& table, SheetKind kind);
/// Does the text name that order: its document number, or at least six first digits of its id?
bool names_order(std::string_view text, const base::Id& id, const kernel::OrderFact& order);

/// Whole sheet or nothing: what is returned counts only where `faults` stays empty.
ImportedSheet<statement::Request> read_orders(const ImportTable& table, const ImportGround& ground,
                                              ImportFaults& faults);
ImportedSheet<statement::Receive> read_receipts(const ImportTable& table, const ImportGround& ground,
                                                ImportFaults& faults);

}  // namespace palitan::papers
