# What was declared, what in fact came, what was used and what went out: at every step the figures add up, and what came undeclared
# stays on the table until both sides have dealt with it.
story "Declared against actual"
after "openings/visit.opening"
phl consents to visit1
    condition 1 "Disinsection of the aircraft" by 2026-09-07
agree
visit1 is consented

on 2026-09-07 at 09:00
phl meets condition 1 of visit1
jpn enters visit1 as arrival1
    people 5 officer
    people 24 enlisted
    craft 75-1075
    arms 1 10
    arms 2 900
    import 1 2
    import 2 600
agree
visit1 is entered
visit1 has inside "5 officer, 24 enlisted, aircraft 75-1075, arms line 1: 10, arms line 2: 900, manifest line 1: 2 EA, manifest line 2: 600 EA"

# Two cooks came on the second flight, and a case of flares that no plan names.
on 2026-09-08
jpn enters visit1 as arrival2
    people 2 enlisted
    undeclared arms 9 explosive "signal flare" 12 grams 2400 stored "Magazine 4"
expect accepted_irregular clause arms because refused_undeclared
jpn expends in visit1
    arms 2 640
    arms 9 12
    import 2 600
agree
visit1 has inside "5 officer, 26 enlisted, aircraft 75-1075, arms line 1: 10, arms line 2: 260, manifest line 1: 2 EA"

# One generator stays behind: that is no last departure.
on 2026-09-18
jpn departs visit1 for good
    people 5 officer
    people 26 enlisted
    craft 75-1075
    arms 1 10
    arms 2 260
    import 1 1
expect refused_inside clause visit-count
says "refused_inside (visit-count): Something of the visit is still inside. Record how it left or was used up first. [manifest line 1: 1 EA]"
jpn departs visit1 for good
    people 5 officer
    people 26 enlisted
    craft 75-1075
    arms 1 10
    arms 2 260
    import 1 2
agree
visit1 is departed
visit1 has inside ""

jpn ends visit1
expect refused_open clause visiting-force
visit1 has open "enter of 2026-09-08 had no cover: bring it before the joint committee"
phl brings "The flares" about arrival2 before the committee of visit1 as item1
phl decides item1 "Declared late, nothing further"
jpn decides item1 "Declared late, nothing further"
jpn ends visit1
agree
visit1 is closed
balances
