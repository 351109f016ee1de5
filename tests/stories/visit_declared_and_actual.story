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
    goods 1203 400 LTR
    drivers 4 "class C"
agree
visit1 is entered
visit1 has inside "5 officer, 24 enlisted, aircraft 75-1075, arms line 1: 10, arms line 2: 900, manifest line 1: 2 EA, manifest line 2: 600 EA, UN 1203: 400 LTR, 4 drivers (class C)"

# Two cooks came on the second flight, and a case of flares that no plan names. A fifth driver and a bottle of gas come by road.
on 2026-09-08
jpn enters visit1 as arrival2
    people 2 enlisted
    undeclared arms 9 explosive "signal flare" 12 grams 2400 stored "Magazine 4"
expect accepted_irregular clause arms because refused_undeclared
jpn enters visit1 as arrival3
    goods 1863 10 LTR
    drivers 1 "class C"
expect accepted_irregular clause entry because refused_undeclared
jpn enters visit1 as arrival4
    goods 1965 11 KGM
expect accepted_irregular clause arms because refused_undeclared
jpn expends in visit1
    goods 1203 401 LTR
expect refused_count clause visit-count
jpn expends in visit1
    arms 2 640
    arms 9 12
    import 2 600
    goods 1203 380 LTR
agree
visit1 has inside "5 officer, 26 enlisted, aircraft 75-1075, arms line 1: 10, arms line 2: 260, manifest line 1: 2 EA, UN 1203: 20 LTR, UN 1863: 10 LTR, UN 1965: 11 KGM, 5 drivers (class C)"

# One generator stays behind: that is no last departure.
on 2026-09-18
jpn departs visit1 for good
    people 5 officer
    people 26 enlisted
    craft 75-1075
    arms 1 10
    arms 2 260
    goods 1203 20 LTR
    goods 1863 10 LTR
    goods 1965 11 KGM
    drivers 5 "class C"
    import 1 1
expect refused_inside clause visit-count
says "refused_inside (visit-count): Something of the visit is still inside. Record how it left or was used up first. [manifest line 1: 1 EA]"
jpn departs visit1 for good
    people 5 officer
    people 26 enlisted
    craft 75-1075
    arms 1 10
    arms 2 260
    goods 1203 20 LTR
    goods 1863 10 LTR
    goods 1965 11 KGM
    drivers 5 "class C"
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
phl brings "The fifth driver" about arrival3 before the committee of visit1 as item2
phl decides item2 "His licence was shown"
jpn decides item2 "His licence was shown"
phl brings "The gas" about arrival4 before the committee of visit1 as item3
phl decides item3 "Taken out again"
jpn decides item3 "Taken out again"
jpn ends visit1
agree
visit1 is closed
balances
