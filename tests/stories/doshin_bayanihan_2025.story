# Doshin-Bayanihan 5-25, 7 to 11 October 2025 at Mactan: the first use of the agreement on visits. 30 Japanese airmen were the guests
# of 143 Philippine ones; the exercise turned into relief after a real earthquake, and more than 800 boxes of water were flown
# from Tacloban to Lapu-Lapu. Figures from DOMAIN 5 and 8.14; the day of the change, the tail number and the generator are made up.
story "Doshin-Bayanihan 5-25"
on 2025-09-20 +08:00
parties jpn phl
jpn and phl ratify raa from "instruments/jpn-phl-raa-2024.toml" in force 2025-09-11 with visits.consent_days = 10
jpn and phl hold exercise "Doshin-Bayanihan 5-25" 2025-10-07 .. 2025-10-11 as db25
jpn visits phl under raa for db25 as visit1
    purpose "Relief flights, practised"
    window 2025-10-07 .. 2025-10-11
    place "Mactan"
    people 6 officer
    people 24 enlisted
    craft aircraft C-130H 75-1075
    import 1 temporary "generator" 1 EA
agree
phl consents to visit1
agree

on 2025-10-07 at 10:00
jpn enters visit1
    people 6 officer
    people 24 enlisted
    craft 75-1075
    import 1 1
phl records meeting "143 of the host, 30 guests" in db25
agree
visit1 has inside "6 officer, 24 enlisted, aircraft 75-1075, manifest line 1: 1 EA"

# Exercise no more: both say so, from that day on. What was done before stays an exercise.
on 2025-10-09
jpn changes db25 to relief "Earthquake in Cebu" from 2025-10-09 as change1
db25 has on 2025-10-09 exercise
phl concurs in change1
agree
db25 has on 2025-10-08 exercise
db25 has on 2025-10-09 relief
phl records other "800 boxes of water by C-130, Tacloban to Lapu-Lapu: relief goods, nothing given between the forces" in db25
agree
balances

# The visit is no basis for supplies between the forces, and an agreement on those was not there yet.
phl asks jpn under raa for db25 in JPY during visit1 as order1
    line 1 fuel F-44 1000 LTR replaced in kind
expect refused_category

on 2025-10-11
jpn departs visit1 for good
    people 6 officer
    people 24 enlisted
    craft 75-1075
    import 1 1
jpn ends visit1
agree
visit1 is closed

on 2026-08-02
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
phl asks jpn under acsa for db25 in JPY during visit1 dated 2025-10-10 as order2
    line 1 fuel F-44 1000 LTR replaced in kind
expect refused_not_in_force clause entry-into-force
