# A tanker fills a frigate during an exercise; the bill comes, is paid, and the order closes.
story "A fuel order reimbursed in yen"

on 2026-09-01 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
jpn and phl hold exercise "Exercise 26" 2026-08-01 .. 2026-12-31 as ex26

phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 100000 LTR
jpn offers order1
    line 1 at 98 per 1
phl accepts order1
order1 is accepted

on 2026-09-03 at 06:30
jpn issues order1 as issue1
    line 1 100000
phl receives issue1 as receipt1
    line 1 100000
agree
balance jpn:unbilled:phl JPY is 9800000

on 2026-09-10
jpn bills order1 due 2026-12-31 as invoice1
    line 1 100000
agree
balance jpn:receivable:phl JPY is 9800000
balance phl:payable:jpn JPY is -9800000

on 2026-10-20
phl pays invoice1 9800000 JPY as payment1
jpn confirms payment1
expect later_cited
agree
jpn confirms payment1
phl closes order1
agree
order1 is closed
balances
    jpn:issued:phl F-76/LTR -100000
    phl:received:jpn F-76/LTR 100000
