# With the link cut fifty acceptances wait for their accord. Each takes its share of the ceiling at once, so the fifty-first finds
# too little left although nothing of it is agreed yet.
story "Fifty pending orders against one ceiling"
after "openings/every-clause.opening"
repeat 50 times
    phl asks jpn under acsa for ex25 in JPY as order{n}
        line 1 water WATER 533 MTQ reimbursed
    jpn offers order{n} at card1
phl asks jpn under acsa for ex25 in JPY as one_more
    line 1 water WATER 533 MTQ reimbursed
jpn offers one_more at card1
agree
cut the link
repeat 50 times
    phl accepts order{n}
ceiling phl-debts of acsa in 2025 is 7995000 JPY supplies 7995000 at phl
ceiling phl-debts of acsa in 2025 is 0 JPY agreed
phl accepts one_more
expect refused_ceiling clause ceilings
order50 is accepted at phl
order50 is offered at jpn
join the link
agree
ceiling phl-debts of acsa in 2025 is 7995000 JPY supplies 7995000 agreed
one_more is offered
