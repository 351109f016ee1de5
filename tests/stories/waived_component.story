# Half of the flight hours is waived: the authority signs, and what was billed stands beside what it cost.
story "A waiver is signed and shown"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 air_refuelling KC-767 5 HUR reimbursed metered by "tanker flight log"
jpn offers order1 at card1
    line 1 parts flight_hours 450000 of 900000 waived by "Minister of Defense, 25-12" fuel 110000
phl accepts order1
agree
order1 line 1 is billed 560000 of 1010000
# The full cost named must be the card's.
phl asks jpn under acsa for ex25 in JPY as order2
    line 1 air_refuelling KC-767 5 HUR reimbursed metered by "tanker flight log"
jpn offers order2 at card1
    line 1 parts flight_hours 450000 of 800000 waived by "Minister of Defense, 25-12" fuel 110000
expect refused_rate clause rate-card
