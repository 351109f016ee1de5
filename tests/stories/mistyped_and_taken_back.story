# What one side said and the other has not answered yet, that side takes back itself: a payment, a return.
story "Mistyped, and taken back"
after "openings/delivery.opening"
jpn bills order1 due 2026-11-02 as invoice1
    line 2 200
phl pays invoice1 600 JPY as payment1
agree
jpn withdraws payment1
expect refused_cited clause invoice
phl withdraws payment1
balance phl:paying:jpn JPY is 0
jpn confirms payment1
expect refused_state clause payment
phl pays invoice1 60000 JPY as payment2
jpn confirms payment2
phl withdraws payment2
expect refused_state clause payment
agree
balance jpn:receivable:phl JPY is 0

phl returns order1 as return1
    line 1 10000
phl withdraws return1
jpn accepts return1
    line 1 10000
expect refused_already clause replacement
phl returns order1 as return2
    line 1 100000
jpn accepts return2
    line 1 100000
phl withdraws return2
expect refused_state clause replacement
agree
balance jpn:due_in_kind:phl F-76/LTR is 0
