# Eight million yen of supplies in a year: 26,666 cubic metres of water at 300 yen leave 200 yen of room.
story "Past the yearly ceiling"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 water WATER 26666 MTQ reimbursed
jpn offers order1 at card1
phl accepts order1
agree
ceiling phl-debts of acsa in 2025 is 7999800 JPY supplies 7999800
phl asks jpn under acsa for ex25 in JPY as order2
    line 1 water WATER 1 MTQ reimbursed
jpn offers order2 at card1
phl accepts order2
expect refused_ceiling clause ceilings
says "refused_ceiling (ceilings: In a fiscal year, before netting, the Philippines runs up debts of at most ten million yen, of them eight for supplies; fuel and relief do not count. Japan runs up debts of at most one million pesos.): It would pass the instrument's ceiling for that fiscal year. Reduce it, wait for the next year, or use a category or activity that is exempt. [phl-debts, supplies: 7999800 JPY taken in the year from 2025, 300 JPY more would pass 8000000 JPY]"
