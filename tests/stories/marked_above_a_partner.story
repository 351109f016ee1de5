# Japan's node may hold what is restricted, that of the Philippines may not. The act waits, and whatever rests on it; everything else is
# agreed as ever. Raised, the ceiling lets it in; lowered again, it takes nothing away that is there.
story "An act above the partner's ceiling"
after "openings/order.opening"
the node of jpn holds at most restricted
jpn issues order1 marked restricted as issue1
    line 1 60000
talk
issue1 is unknown at phl
declined by phl for local_marking
waiting for "phl: its node takes nothing marked restricted or above" at jpn

# Other offices of both sides go on, also past it.
phl asks jpn under acsa for ex26 in JPY as order2
    line 1 food MEAL 100 EA replaced in kind
talk
order2 is final
jpn offers order2 as offer2
phl accepts order2
talk
offer2 is final
order2 is accepted
issue1 is pending at jpn
# What the same seat signs afterwards rests on what came before.
jpn issues order2 as issue2
    line 1 40
talk
issue2 is held at phl
issue2 is pending at jpn
waiting for "statements that others cite, above this node's ceiling" at phl

the node of phl holds at most restricted
agree
issue1 is final
issue2 is final
the node of phl holds at most official
phl receives issue1
    line 1 60000
agree
an auditor reads the record of phl
expect local_marking
an auditor reads the record of jpn
expect accepted
# The copy says how high it is marked, and one that says less is a false one.
an auditor reads the record of jpn with "a lower marking in its head"
expect bad_bundle
