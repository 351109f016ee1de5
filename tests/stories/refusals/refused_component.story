# A tanker aircraft's fuel is billed and its flight hours are forgotten.
story "Half a price"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 air_refuelling KC-767 5 HUR reimbursed metered by "tanker flight log"
jpn offers order1 at card1
    line 1 parts fuel 110000
expect refused_component clause flights
says "refused_component (flights: A flight is charged with its fuel and its flight hours, by the meter of the aircraft.): A part of the price is missing, below its full cost without a waiver, or the parts do not add up. Name every part, and the authority that waived any. [line 1: 'flight_hours' is missing]"

# Named, but at nothing, and nobody waived it.
jpn offers order1 at card1
    line 1 parts fuel 110000 flight_hours 0 of 900000
expect refused_component clause prices
says "refused_component (prices: Prices are those of the own forces, by rate cards, free of tax; a part may be waived by signature.): A part of the price is missing, below its full cost without a waiver, or the parts do not add up. Name every part, and the authority that waived any. [line 1: flight_hours is billed 0 of 900000 without a waiver]"

# Parts that are not the price.
jpn offers order1 at card1
    line 1 parts fuel 110000 flight_hours 900000 at 1000000
expect refused_component clause flights
