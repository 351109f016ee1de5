# A note for no fiscal year, and a lot whose milestones are not its amount.
story "A part of a grant out of order"
after "openings/grants.opening"
jpn grants phl 400000000 JPY "Radar for the air" under osa as radar
    for rule_of_law air_surveillance
    note "J-2026-2"
    year 2026-01-15
expect refused_grant clause note
says "refused_grant (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): A part of the grant is out of order. Correct the part named. [fiscal_year: 2026-01-15 is not the first day of one]"
jpn in boats awards lot 1 "Engines" to "A boatyard" 1
    milestone 1 "Engines" due 2026-03-31 2
expect refused_grant clause note
says "refused_grant (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): A part of the grant is out of order. Correct the part named. [the milestones are 2 together, the lot is 1]"
