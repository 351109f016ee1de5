# The same fuel, but no money: the debt is litres, and litres settle it.
story "A fuel order replaced in kind"
after "openings/exercise.opening"

phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 100000 LTR replaced in kind
jpn offers order1
phl accepts order1
agree

on 2026-09-03 at 06:30
jpn issues order1 as issue1
    line 1 100000
phl receives issue1
    line 1 100000
agree
balance jpn:due_in_kind:phl F-76/LTR is 100000
balance phl:owed_in_kind:jpn F-76/LTR is -100000

# Four months later a Philippine tanker gives back in two parts. Of the second 500 litres are spoiled and handed back.
on 2027-01-05
phl returns order1 as return1
    line 1 60000
jpn accepts return1
    line 1 60000
agree
balance jpn:due_in_kind:phl F-76/LTR is 40000

on 2027-01-20
phl returns order1 as return2
    line 1 40000
jpn accepts return2 because spoiled
    line 1 39500
phl closes order1
expect refused_open
balance jpn:due_in_kind:phl F-76/LTR is 500

on 2027-02-02
phl returns order1 as return3
    line 1 500
jpn accepts return3
    line 1 500
agree
jpn closes order1
agree
order1 is closed
balances agreed
    jpn:issued:phl F-76/LTR -100000
    jpn:received:phl F-76/LTR 100000
    phl:issued:jpn F-76/LTR -100000
    phl:received:jpn F-76/LTR 100000
