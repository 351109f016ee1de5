# What a paper says the note is worth must follow from its rate, and name the paper.
story "A conversion that does not add up"
after "openings/grants.opening"
phl in boats converts at 2/3 to 6000000.00 USD from "A paper" of 2026-01-09
expect refused_equivalent clause note
says "refused_equivalent (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): The other currency's amount does not follow from the note's amount and the rate, or lacks its source. Correct rate, amount, source or day. [1600000000 x 2/3 is 1066666667 minor units of USD, signed 600000000]"
phl in boats converts at 2/3 to 10666666.67 USD from "" of 2026-01-09
expect refused_equivalent clause note
phl in boats converts at 2/3 to 10666666.67 USD from "A paper" of 2026-01-11
expect refused_equivalent clause note
phl in boats converts at 2/3 to 10666666.67 USD from "A paper" of 2026-01-09
agree
