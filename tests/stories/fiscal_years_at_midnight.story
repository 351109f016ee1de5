# Japan's ceiling runs from April to March. Twenty minutes before midnight in Manila it is forty minutes past midnight in Tokyo,
# and another fiscal year: the legal date of the act decides.
story "31 March between Tokyo and Manila"
after "openings/every-clause.opening"
phl publishes rates under acsa in PHP 2025-01-01 .. 2026-12-31 as card3
    water any MTQ at 100.00
jpn asks phl under acsa for ex25 in PHP as order1
    line 1 water WATER 10000 MTQ reimbursed
phl offers order1 at card3
agree
on 2026-03-30 +08:00
jpn accepts order1
agree
ceiling jpn-debts of acsa in 2025 is 1000000.00 PHP

jpn asks phl under acsa for ex25 in PHP as order2
    line 1 water WATER 5 MTQ reimbursed
phl offers order2 at card3
agree
on 2026-03-31 at 23:40 +08:00
jpn accepts order2
expect refused_ceiling clause ceilings
says "refused_ceiling (ceilings: In a fiscal year, before netting, the Philippines runs up debts of at most ten million yen, of them eight for supplies; fuel and relief do not count. Japan runs up debts of at most one million pesos.): It would pass the instrument's ceiling for that fiscal year. Reduce it, wait for the next year, or use a category or activity that is exempt. [jpn-debts: 1000000.00 PHP taken in the year from 2025, 500.00 PHP more would pass 1000000.00 PHP]"
jpn accepts order2 dated 2026-04-01 00:40 +09:00
agree
ceiling jpn-debts of acsa in 2025 is 1000000.00 PHP
ceiling jpn-debts of acsa in 2026 is 500.00 PHP
