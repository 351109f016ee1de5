# An agreement may flag instead of refuse: the order stands, with a finding that stays until it is confirmed.
story "Supplies without a visit, flagged"
on 2026-09-01 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
    ask for visits clause activities flagging
jpn and phl hold exercise "Exercise 26" 2026-08-01 .. 2026-12-31 as ex26
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-44 1000 LTR replaced in kind
jpn offers order1 as offer1
phl accepts order1 as acceptance1
agree
order1 is accepted
acceptance1 is unconfirmed
phl confirms finding acceptance1
agree
acceptance1 is confirmed
