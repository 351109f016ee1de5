# The first brake: fields that can hardly be linked to a conflict, and no other.
story "A field that is not listed"
after "openings/grants.opening"
jpn grants phl 400000000 JPY "Missiles" under osa as missiles
    for combat strike
    note "J-2026-2"
    year 2025-04-01
expect refused_field clause fields
says "refused_field (fields: Grants serve only fields that can hardly be linked to an international conflict; other fields are closed.): The instrument does not list that field or purpose for grants. Choose one that it lists. [field 'combat']"
jpn grants phl 400000000 JPY "Boats" under osa as boats2
    for humanitarian maritime_surveillance
    note "J-2026-2"
    year 2025-04-01
expect refused_field clause field-humanitarian
