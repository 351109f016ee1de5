# The list of what is open is found by the program, not typed: each item with the cause that the record itself gives it, as it
# stood where the books were cut. What happens later changes no word of it, so both sides find the same list.
story "What is open, and why"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed
    line 2 fuel AVTUR 1000 LTR reimbursed
    line 3 fuel MOGAS 1000 LTR reimbursed
jpn offers order1
    line 1 at 98
    line 2 at 120
    line 3 at 150
phl accepts order1
on 2026-09-03
# 50 litres of the first line never came; nobody has written a receipt for the third.
jpn issues order1 as issue1
    line 1 1000
    line 2 1000
jpn issues order1 as issue2
    line 3 1000
phl receives issue1
    line 1 950 because short_delivery
    line 2 1000
on 2026-09-10
jpn bills order1 due 2026-11-10 as invoice1
    line 1 950
jpn bills order1 due 2026-11-10 as invoice2
    line 2 1000
phl queries invoice2 because price as query1
phl pays invoice1 40000 JPY as payment1
# What came without any order is irregular.
phl asks jpn under acsa for ex26 in JPY as order2
    line 1 fuel F-76 200 LTR replaced in kind
jpn issues order2 insisting as issue3
    line 1 200
expect accepted_irregular clause case-table because refused_state
agree

on 2026-10-01
jpn does cut_account by biller as quarter3
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
agree
jpn states quarter3 with what is open
agree
quarter3 is stated

# The payment is confirmed, the query withdrawn and the receipt written before the other side speaks: it finds the same list.
jpn confirms payment1
phl withdraws query1
phl receives issue2
    line 3 1000
agree
phl states quarter3 with what is open
agree
quarter3 is agreed
an auditor reads the record of jpn
expect accepted
