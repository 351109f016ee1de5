# An invoice and a debt in kind are given up, each by a named authority; the books keep what was given up.
story "Written off by authority"
after "openings/billed-both-ways.opening"
jpn writes off invoice1 9801 JPY by authority "Minister of Defense, 25-31" because "relief"
expect refused_oversettled clause write-off
phl pays invoice1 9000 JPY as payment1
jpn confirms payment1
jpn writes off invoice1 800 JPY by authority "Minister of Defense, 25-31" because "difference of bank charges"
jpn closes order1
agree
order1 is closed
balance jpn:written_off:phl JPY is 800
balance phl:forgiven:jpn JPY is -800
balance jpn:receivable:phl JPY is 0

phl asks jpn under acsa for ex25 in JPY as order3
    line 1 fuel F-76 500 LTR replaced in kind
jpn offers order3
phl accepts order3
jpn issues order3 as issue3
    line 1 500
phl receives issue3
    line 1 500
jpn writes off order3 by authority "Minister of Defense, 25-32" because "burnt in the typhoon relief"
    line 1 200
agree
balance jpn:due_in_kind:phl F-76/LTR is 300
balance jpn:written_off:phl F-76/LTR is 200
balance phl:forgiven:jpn F-76/LTR is -200
phl returns order3 as return3
    line 1 300
jpn accepts return3
    line 1 300
phl closes order3
agree
order3 is closed
