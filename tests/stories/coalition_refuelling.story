# Fuel for 36.8 million dollars was charged late, the flight hours of 294.3 million not at all for years [DOMAIN 8.4]. The
# partner of the story stands for the real ones: no ratified agreement was found for one of them.
story "Coalition refuelling: fuel is 11 % of the cost"

on 2018-11-01 +03:00
parties aus phl usa
usa proposes acsa from "instruments/metered-services.toml" as proposal1
usa opens other "Coalition flights" with aus usa 2018-01-01 .. 2018-12-31 as flights
agree
aus concurs in flights
usa ratifies acsa in force 2018-01-01
agree

# Signed by one side alone, the agreement covers nothing.
aus asks usa under acsa for flights in USD as order1
    line 1 air_refuelling KC-135 1 E48 reimbursed
expect refused_not_in_force clause in-force
aus ratifies acsa in force 2018-01-01
phl ratifies acsa in force 2018-01-01
agree

aus asks usa under acsa for flights in USD as order1
    line 1 air_refuelling KC-135 1 E48 reimbursed described "Refuelling, March 2015 to November 2018"
# A price with the fuel alone is 11 % of what it cost, and does not get out.
usa offers order1
    line 1 parts fuel 36800000.00
expect refused_component clause refuelling
says "refused_component (refuelling: Refuelling in the air is charged with its fuel and its flight hours.): A part of the price is missing, below its full cost without a waiver, or the parts do not add up. Name every part, and the authority that waived any. [line 1: 'flight_hours' is missing]"
usa offers order1
    line 1 parts fuel 36800000.00 flight_hours 0 of 294300000.00
expect refused_component clause prices

usa offers order1
    line 1 parts fuel 36800000.00 flight_hours 294300000.00
aus accepts order1
agree
order1 line 1 is billed 331100000.00 of 331100000.00
usa issues order1 as issue1
    line 1 1
aus receives issue1
    line 1 1
agree
balance usa:unbilled:aus USD is 331100000.00
