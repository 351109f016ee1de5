// For tests: the ground that a sheet is read on, and sheets written as CSV.
#pragma once
#include "papers/import_documents.h"

namespace palitan::papers::kit {

inline base::Id id_of(std::uint8_t first) {
  base::Id out;
  out.raw[0] = first;
  return out;
}

/// phl reads a sheet; an agreement of two allows fuel from everybody and weapons from nobody.
inline ImportGround two_party_ground() {
  ImportGround out;
  out.party = "phl";
  out.parties = {"jpn", "phl"};
  kernel::InstrumentFact law;
  law.rules.name = "agreement-1";
  law.rules.parties = {"jpn", "phl"};
  terms::CategoryRule fuel;
  fuel.name = "fuel";
  fuel.clause = "annex-fuel";
  fuel.means = {statement::Means::reimbursement, statement::Means::replacement_in_kind};
  fuel.units = {"LTR", "MTQ"};
  terms::CategoryRule weapons = fuel;
  weapons.name = "weapons";
  weapons.units = {"EA"};
  law.rules.categories = {fuel, weapons};
  terms::Exclusion exclusion;
  exclusion.supplier = "jpn";
  exclusion.category = "weapons";
  exclusion.clause = "no-weapons";
  law.rules.exclusions = {exclusion};
  out.instruments.emplace_back(id_of(0x11), law);
  out.clauses[id_of(0x11)] = {
      {"no-weapons", "Weapons are not given.", "武器は提供しない。", "Walang ibinibigay na sandata.", false}};
  kernel::ActivityFact activity;
  activity.activity.name = "Exercise";
  out.activities.emplace_back(id_of(0x22), activity);
  return out;
}

/// "row:column:code" of each fault, in the order of the sheet.
inline std::vector<std::string> places(const ImportFaults& faults) {
  std::vector<std::string> out;
  for (const auto& fault : faults.sorted())
    out.push_back(address(fault.row, fault.column) + " " + std::string(name(fault.code)));
  return out;
}

}  // namespace palitan::papers::kit
