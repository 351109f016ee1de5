# Australia, Japan and the Philippines share one log. An order between two of them is agreed by all three.
story "Three parties, one log"

on 2026-09-01 +08:00
parties aus jpn phl
aus and jpn and phl ratify shared from "instruments/three-way.toml" in force 2026-08-01
aus and jpn and phl hold relief "Typhoon relief" 2026-08-15 .. 2026-10-15 as relief26
phl asks jpn under shared for relief26 in JPY as order1
    line 1 water WATER 800 MTQ reimbursed
phl asks aus under shared for relief26 in AUD as order2
    line 1 food RATION 1200 13 replaced in kind
agree
jpn offers order1
    line 1 at 300
aus offers order2
phl accepts order1
phl accepts order2
agree

# Australia is out of reach: the two others go on working, but nothing becomes final without the third.
cut aus jpn
cut aus phl
on 2026-09-02
jpn issues order1 as issue1
    line 1 800
phl receives issue1 as receipt1
    line 1 800
talk
receipt1 is pending at jpn
receipt1 is unknown at aus
aus issues order2 as issue2
    line 1 1200
talk

join aus jpn
join aus phl
agree
receipt1 is final
phl receives issue2
    line 1 1200
agree
balances
    aus:due_in_kind:phl RATION/13 1200
    aus:issued:phl RATION/13 -1200
    jpn:issued:phl WATER/MTQ -800
    jpn:unbilled:phl JPY 240000
    phl:accrued:jpn JPY -240000
    phl:owed_in_kind:aus RATION/13 -1200
    phl:received:aus RATION/13 1200
    phl:received:jpn WATER/MTQ 800
