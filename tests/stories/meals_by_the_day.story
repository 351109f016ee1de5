# Meals in a dining hall: day, rate and headcount, signed by both every day [DOMAIN 8.6]. One day of one nation is missing; the gap
# shows before anything is billed. The headcounts are made up.
story "Meals by the day: a missing day"

on 2026-09-01 +08:00
parties aus jpn phl
jpn proposes relief from "instruments/three-way.toml"
agree
aus ratifies relief in force 2026-08-01
jpn ratifies relief in force 2026-08-01
phl ratifies relief in force 2026-08-01
aus and jpn and phl hold relief "Typhoon" 2026-09-01 .. 2026-09-30 as typhoon
aus asks jpn under relief for typhoon in JPY as for_aus
    line 1 food MEAL 300 EA reimbursed
jpn offers for_aus
    line 1 at 900
aus accepts for_aus
phl asks jpn under relief for typhoon in JPY as for_phl
    line 1 food MEAL 300 EA reimbursed
jpn offers for_phl
    line 1 at 900
phl accepts for_phl
agree

on 2026-09-02 at 20:00
jpn issues for_aus as aus2
    line 1 85
jpn issues for_phl as phl2
    line 1 120
aus receives aus2
    line 1 85
phl receives phl2
    line 1 120
on 2026-09-03 at 20:00
jpn issues for_aus as aus3
    line 1 80
jpn issues for_phl as phl3
    line 1 118
aus receives aus3
    line 1 80
agree
# The Philippine count of the 3rd was never signed.
balance jpn:transit:aus MEAL/EA is 0
balance jpn:transit:phl MEAL/EA is 118
jpn bills for_phl due 2026-10-31 as invoice1
    line 1 238
expect refused_unreceived clause invoice
says "refused_unreceived (invoice): It bills more than was received or may be claimed. Bill only what the receipt shows. [line 1: 120 received, 238 billed with this]"

on 2026-09-05
phl receives phl3
    line 1 115 because quantity
jpn bills for_phl due 2026-10-31 as invoice1
    line 1 235
jpn bills for_aus due 2026-10-31 as invoice2
    line 1 165
agree
balance jpn:receivable:phl JPY is 211500
balance jpn:receivable:aus JPY is 148500
# Three meals stay in dispute between the two counts.
balance jpn:transit:phl MEAL/EA is 3
