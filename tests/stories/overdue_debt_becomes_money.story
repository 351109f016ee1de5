# 40,000 litres came back in time; the rest did not. The day after it was due it becomes money at the price on the order.
story "An overdue debt in kind converted to cash"
after "openings/lent-fuel.opening"
on 2026-02-15
phl returns order1 as return1
    line 1 40000
jpn accepts return1
    line 1 40000
agree
balance jpn:due_in_kind:phl F-76/LTR is 60000

on 2026-03-02
jpn converts order1
    line 1 60001
expect refused_oversettled clause conversion
phl converts order1
    line 1 60000
expect refused_side
jpn converts order1 as conversion1
    line 1 60000
agree
balance jpn:due_in_kind:phl F-76/LTR is 0
balance phl:owed_in_kind:jpn F-76/LTR is 0
balance jpn:unbilled:phl JPY is 5880000
balance phl:accrued:jpn JPY is -5880000

# A tanker that comes now settles nothing any more: it waits on the irregular account.
phl returns order1 as return2
    line 1 60000
expect accepted_irregular clause replacement because refused_oversettled
jpn hands back return2
phl hands back return2

jpn bills order1 due 2026-04-01 as invoice1
    line 1 60000
phl pays invoice1 5880000 JPY as payment1
jpn confirms payment1
phl closes order1
agree
order1 is closed
