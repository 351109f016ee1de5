# Where the agreement on supplies asks for a visit, an order needs one that is live: consented to, within its window, not over.
story "Supplies during a visit"
after "openings/visit.opening"
on 2026-09-07
phl asks jpn under acsa for ex26 in JPY during visit1 as order1
    line 1 fuel F-44 1000 LTR replaced in kind
expect refused_visit clause activities
says "refused_visit (activities: Supplies and services are given only for the activities named here.): The order must name a visit that the host consented to, between its two sides and for its activity, live on that date. Name that visit, or have it consented to first. [the visit is notified]"
phl consents to visit1
agree
phl asks jpn under acsa for ex26 in JPY during visit1 as order1
    line 1 fuel F-44 1000 LTR replaced in kind
jpn offers order1
phl accepts order1
agree
on 2026-09-20
jpn issues order1 as issue1
    line 1 400
expect accepted_irregular clause activities because refused_visit
jpn issues order1 dated 2026-09-17 as issue2
    line 1 600
agree
balance jpn:issued:phl F-44/LTR is -600
balance jpn:irregular:phl F-44/LTR is -400
