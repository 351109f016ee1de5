story "An order without a visit where the agreement asks for one"
after "openings/visit.opening"
phl consents to visit1
on 2026-09-07
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-44 1000 LTR replaced in kind
expect refused_visit clause activities
says "refused_visit (activities: Supplies and services are given only for the activities named here.): The order must name a visit that the host consented to, between its two sides and for its activity, live on that date. Name that visit, or have it consented to first. [the order names no visit]"
