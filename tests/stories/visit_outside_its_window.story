# A visit keeps to the days of its activity when it is declared, and to its own days when it comes; where the activity is cut short, so is
# the visit. What happened all the same is kept, and cites the clause.
story "Outside the window"
after "openings/visit.opening"
jpn visits phl under raa for ex26 as visit2
    purpose "Too late in the year"
    window 2026-12-20 .. 2027-01-05
    people 2 officer
expect refused_window clause activity
jpn declares visit1 anew "Two weeks earlier" as plan2
    window 2026-07-20 .. 2026-09-18
expect refused_window clause activity
phl consents to visit1
agree

# The first came the evening before.
on 2026-09-06 at 21:00
jpn enters visit1 as early
    people 2 officer
expect accepted_irregular clause entry because refused_window
on 2026-09-07
jpn enters visit1
    people 3 officer
    people 25 enlisted
agree

# A typhoon: the exercise ends on the 12th. Who comes afterwards comes outside it, though the plan says the 18th.
jpn changes ex26 to exercise "typhoon" from 2026-09-10 until 2026-09-12 as change1
phl concurs in change1
agree
on 2026-09-14
jpn enters visit1 as late
    craft 75-1075
expect accepted_irregular clause activity because refused_window
agree
visit1 has inside "5 officer, 25 enlisted, aircraft 75-1075"
on 2026-09-19
jpn departs visit1 for good
    people 5 officer
    people 25 enlisted
    craft 75-1075
expect accepted_irregular clause entry because refused_window
agree
visit1 is departed
