# The node's accord key is gone. The roots name a new one, and the accord that holds their statement counts it already.
story "A lost accord key"
after "openings/order.opening"

on 2026-09-03
jpn issues order1 as issue1
    line 1 100000
phl loses its accord key
agree
issue1 is final

# Later the whole disk is gone. The node starts from the founding, takes over what its partner holds, and signs no
# accord before it has heard everything and has a new key. Its officers get new seats.
phl receives issue1 as receipt1
    line 1 100000
phl loses its disk
order1 is unknown at phl
talk
receipt1 is pending
phl restarts with a new accord key
agree
receipt1 is final
balance phl:received:jpn F-76/LTR is 100000
phl renews the key of approver
phl closes order1
expect local_no_seat
phl appoints approver again with approver
phl closes order1
expect refused_open
