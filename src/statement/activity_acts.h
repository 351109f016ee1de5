// The vocabulary of activities: what the parties do together, and what every order and visit hangs on. Part
// of statement/statement.h; include that.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "codec/decoder.h"
#include "statement/values.h"

namespace palitan::statement {

/// Where something is: a UN/LOCODE where there is one, a name people use, a position where it matters.
struct Place {
  std::string locode;  ///< five characters, "PHTAC"; left out: none
  std::string name;
  std::optional<std::int32_t> latitude;  ///< millionths of a degree, north positive; with `longitude`
  std::optional<std::int32_t> longitude;
  bool operator==(const Place&) const = default;
};
template <class A>
void describe(A& a, Place& x) {
  a.field(1, "locode", x.locode);
  a.field(2, "name", x.name);
  a.field(3, "latitude", x.latitude);
  a.field(4, "longitude", x.longitude);
}

/// Opens an activity's case.
struct OpenActivity {
  std::string type;  ///< as the instruments name it: "exercise", "relief" ...
  std::string name;
  std::vector<PartyCode> parties;  ///< ascending; the signer's among them
  base::Date from;
  base::Date until;
  std::string place;
  std::vector<std::string> units = {};  ///< that take part
  std::vector<Place> places = {};
};
template <class A>
void describe(A& a, OpenActivity& x) {
  a.field(1, "type", x.type);
  a.field(2, "name", x.name);
  a.field(3, "parties", x.parties);
  a.field(4, "from", x.from);
  a.field(5, "until", x.until);
  a.field(6, "place", x.place);
  a.field(7, "units", x.units);
  a.field(8, "places", x.places);
}

/// Another party's word for the opening, or for a change of it.
struct ConcurActivity {
  std::optional<base::Id> change = {};  ///< left out: the opening
};
template <class A>
void describe(A& a, ConcurActivity& x) {
  a.field(1, "change", x.change);
}

/// A new purpose, window or place, from a day on; binding once every party has concurred. What was done
/// before that day stays judged by what held then.
struct ChangeActivity {
  std::string type;
  base::Date since;  ///< the first day of the new purpose
  base::Date from;
  base::Date until;
  std::string place;
  std::string reason;
  std::vector<std::string> units;
  std::vector<Place> places;
};
template <class A>
void describe(A& a, ChangeActivity& x) {
  a.field(1, "type", x.type);
  a.field(2, "since", x.since);
  a.field(3, "from", x.from);
  a.field(4, "until", x.until);
  a.field(5, "place", x.place);
  a.field(6, "reason", x.reason);
  a.field(7, "units", x.units);
  a.field(8, "places", x.places);
}

/// Something worth keeping that moved nothing: a dry approach, a meeting at sea.
struct RecordEvent {
  EventKind event = EventKind::other;
  std::vector<std::string> units;
  Place place;
  std::string note;
};
template <class A>
void describe(A& a, RecordEvent& x) {
  a.field(1, "event", x.event);
  a.field(2, "units", x.units);
  a.field(3, "place", x.place);
  a.field(4, "note", x.note);
}

}  // namespace palitan::statement
