# A receipt is found in a drawer two months later. The other side may concur in the date; then it counts as that day's.
story "Back-dated with concurrence"
after "openings/order.opening"

on 2026-09-03
jpn issues order1 as issue1
    line 1 100000
agree
on 2026-11-20
phl receives issue1 dated 2026-09-03 09:00 as receipt1
    line 1 100000
expect accepted_irregular because refused_back_dated
agree
balance phl:received:jpn F-76/LTR is 0

jpn concurs in order1 with receive on 2026-09-03
phl receives issue1 dated 2026-09-03 09:00 as receipt2
    line 1 100000
agree
balance phl:received:jpn F-76/LTR is 100000
# The concurrence is for that kind of act and that date, and for the other side only.
jpn issues order1 dated 2026-09-03 09:00
    line 2 200
expect accepted_irregular because refused_back_dated
