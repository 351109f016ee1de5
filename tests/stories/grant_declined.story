# A note that is not answered binds nobody; the recipient may also decline it.
story "A note declined"
after "openings/grants.opening"
jpn grants phl 400000000 JPY "Radar for the air" under osa as radar
    for rule_of_law air_surveillance
    note "J-2026-2"
    year 2025-04-01
balance phl:granted:jpn JPY is 1600000000
phl in radar closes
agree
radar is declined
phl in radar accepts note "P-2026-2"
expect refused_state clause grant-table
balance phl:granted:jpn JPY is 1600000000
