# The same account, typed by hand by the other side: it closes only where every item, its amount and its cause are the ones that
# the record gives.
story "The causes of what is open, one by one"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed
    line 2 fuel AVTUR 1000 LTR reimbursed
jpn offers order1
    line 1 at 98
    line 2 at 120
phl accepts order1
on 2026-09-03
jpn issues order1 as issue1
    line 1 1000
jpn issues order1 as issue2
    line 2 1000
phl receives issue1
    line 1 950 because short_delivery
on 2026-09-10
jpn bills order1 due 2026-11-10 as invoice1
    line 1 950
phl pays invoice1 40000 JPY as payment1
agree
on 2026-10-01
jpn does cut_account by biller as quarter3
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
agree
phl states quarter3 with what is open
jpn states quarter3 with order1 line 0 open 40000 JPY because not_yet_agreed with order1 line 1 open 50000000 F-76/LTR because missing_receipt with order1 line 2 open 1000000000 AVTUR/LTR because missing_receipt
agree
quarter3 is stated
jpn states quarter3 with order1 line 0 open 40000 JPY because not_yet_agreed with order1 line 1 open 50000000 F-76/LTR because quantity with order1 line 2 open 1000000000 AVTUR/LTR because missing_receipt
agree
quarter3 is agreed
