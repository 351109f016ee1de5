# A thing is handed over once, in whatever grant.
story "A serial number handed over twice"
after "openings/boats.opening"
jpn grants phl 100000000 JPY "More boats" under osa as more
    for rule_of_law maritime_surveillance
    note "J-2026-2"
    year 2025-04-01
phl in more accepts note "P-2026-2"
jpn in more awards lot 1 "Boats" to "A boatyard" 100000000
    milestone 1 "Hulls" due 2026-03-31 100000000
jpn in more hands over lot 1 at PHSFS
    item "RHIB-2" "Rigid-hulled inflatable boat"
    item "RHIB-3" "Rigid-hulled inflatable boat"
expect refused_serial clause note
says "refused_serial (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): A serial number is missing, out of order, or was handed over before. Each thing has a number of its own in all grants of the partnership. ['RHIB-2' was handed over before]"
jpn in more hands over lot 1 at PHSFS
    item "RHIB-3" "Rigid-hulled inflatable boat"
agree
more shows thing "RHIB-3" with donor
