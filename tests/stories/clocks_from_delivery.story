# Delivered on 1 March 2025, due on 1 March 2026: what is handed over on 15 February settles in time, what comes on 15 March settles
# too, but late, and that stays on the record [DOMAIN 8.17]. Offset: see "Offset after eighteen months".
story "Clocks run from delivery"
after "openings/lent-fuel.opening"
on 2026-02-15
phl returns order1 as return1
    line 1 60000
jpn accepts return1
    line 1 60000
on 2026-03-15
phl returns order1 as return2
    line 1 40000
jpn accepts return2
    line 1 40000
phl closes order1
agree
order1 is closed
balance jpn:due_in_kind:phl F-76/LTR is 0
return1 settles in time
return2 settles 14 days late
