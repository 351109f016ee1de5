# A wall, a claim, and what becomes of it.
story "Damage during a visit"
after "openings/visit.opening"
phl consents to visit1
on 2026-09-07
jpn enters visit1
    people 5 officer
    craft 75-1075
phl reports damage "A towed aircraft hit a wall" in visit1 as crash
phl claims 250000 PHP for crash "Repair of the wall" in visit1 as claim1
agree
phl pays claim1 250000 PHP
expect refused_side clause claims
jpn pays claim1 260000 PHP
expect refused_oversettled clause claims
says "refused_oversettled (claims: A claim for damage is dealt with between the two sides; the other side pays or rejects it, or the claimant gives it up.): It settles more than is owed. Correct the figure. [claimed 25000000, paid 26000000]"
jpn pays claim1 200000 PHP
jpn rejects claim1
expect refused_already clause claims
phl claims 9000 PHP for "Telephone" in visit1 as claim2
on 2026-09-08
jpn departs visit1 for good
    people 5 officer
    craft 75-1075
phl ends visit1
expect refused_open clause visiting-force
visit1 has open "a claim of phl is open"
jpn rejects claim2
phl ends visit1
agree
visit1 is closed
# A claim may still come when everybody is home.
phl claims 100 PHP for "A lost key" in visit1 as claim3
jpn pays claim3 100 PHP
agree
