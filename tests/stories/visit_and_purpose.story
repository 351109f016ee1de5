# The exercise becomes an evacuation. The agreement on supplies covers that, the access agreement does not: the visit is no longer one that an
# order can stand on. Then it becomes something that neither covers, and what is issued all the same is irregular.
story "A purpose that the visit does not cover"
after "openings/visit.opening"
on 2026-09-07
phl consents to visit1
agree
phl asks jpn under acsa for ex26 in JPY during visit1 as order1
    line 1 fuel F-44 1000 LTR replaced in kind
jpn offers order1
phl accepts order1
jpn issues order1
    line 1 100
agree
jpn changes ex26 to evacuation "Ash over the airfields" from 2026-09-09 until 2026-12-31 as change1
phl concurs in change1
agree
on 2026-09-10
ex26 has on 2026-09-08 exercise
ex26 has on 2026-09-10 evacuation
phl asks jpn under acsa for ex26 in JPY during visit1 as order2
    line 1 fuel F-44 1000 LTR replaced in kind
expect refused_visit clause activities
jpn issues order1 as issue2
    line 1 200
expect accepted_irregular clause activities because refused_visit
# What was done before the change is judged by what held then.
jpn issues order1 dated 2026-09-08 as issue3
    line 1 300
jpn enters visit1
    people 1 officer
expect accepted_irregular because refused_activity
agree

# Relief brings the visit back under its cover; a parade has none under either agreement.
jpn changes ex26 to relief "People to be fed" from 2026-09-11 until 2026-12-31 as change2
phl concurs in change2
agree
on 2026-09-11
jpn issues order1 as issue4
    line 1 50
phl changes ex26 to parade "Thanks to the helpers" from 2026-09-14 until 2026-12-31 as change3
jpn concurs in change3
agree
on 2026-09-14
jpn issues order1 as issue5
    line 1 25
expect accepted_irregular because refused_activity
agree
balance jpn:issued:phl F-44/LTR is -450
balance jpn:irregular:phl F-44/LTR is -225
