# A tanker fills a frigate during an exercise; the bill comes, is paid, and the order closes.
story "A fuel order reimbursed in yen"
after "openings/exercise.opening"

phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 100000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
agree
order1 is accepted

on 2026-09-03 at 06:30
jpn issues order1 as issue1
    line 1 100000
phl receives issue1 as receipt1
    line 1 100000
agree
balances
    jpn:issued:phl F-76/LTR -100000
    phl:received:jpn F-76/LTR 100000
    jpn:unbilled:phl JPY 9800000
    phl:accrued:jpn JPY -9800000

on 2026-09-10
jpn bills order1 due 2026-11-10 as invoice1
    line 1 100000
agree
balance jpn:receivable:phl JPY is 9800000
balance phl:payable:jpn JPY is -9800000
balance jpn:unbilled:phl JPY is 0

on 2026-10-20
phl pays invoice1 9800000 JPY as payment1
# Paid, but the other side has not seen the money yet.
balance phl:paying:jpn JPY is -9800000
balance jpn:receivable:phl JPY is 9800000
jpn confirms payment1
phl closes order1
agree
order1 is closed
balances agreed
    jpn:issued:phl F-76/LTR -100000
    phl:received:jpn F-76/LTR 100000
