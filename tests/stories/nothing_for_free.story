# A price of nothing is a waiver of all of it, also where the agreement asks for no parts: who gave it up signs for it.
story "Nothing is free by default"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 water WATER 200 MTQ reimbursed
jpn offers order1
    line 1 at 0
expect refused_component
jpn offers order1
    line 1 parts price 0 of 300
expect refused_component
jpn offers order1
    line 1 parts price 0 of 300 waived by "Minister of Defense, 26-7"
phl accepts order1
agree
order1 line 1 is billed 0 of 300
