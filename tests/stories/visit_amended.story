# A plan is amended while the old one holds; consent counts for the latest plan only.
story "A visit grows"
after "openings/visit.opening"
phl consents to visit1
agree
on 2026-09-05
jpn declares visit1 anew "A second aircraft" as plan2
    craft aircraft C-130H 75-1076
jpn declares visit1 anew "A second aircraft and its crew" as plan3
    people 9 officer
phl consents to plan2
expect refused_cited clause consent
phl consents to plan3
    condition 1 "Parking at stand 4" by 2026-09-06
agree
on 2026-09-07
jpn enters visit1
    people 9 officer
    craft 75-1075
    craft 75-1076
expect accepted_irregular clause consent because refused_not_consented
phl refuses plan3 "too late"
expect refused_cited
jpn declares visit1 anew "Two days more" as plan4
    window 2026-09-07 .. 2026-09-20
phl refuses plan4 "The base is full"
agree
on 2026-09-19
jpn departs visit1 for good
    people 9 officer
    craft 75-1075
    craft 75-1076
expect accepted_irregular clause entry because refused_window
agree
visit1 is departed
