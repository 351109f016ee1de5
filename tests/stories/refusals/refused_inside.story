story "A last departure with an import still inside"
after "openings/visit.opening"
phl consents to visit1
on 2026-09-07
jpn enters visit1
    people 5 officer
    import 1 1.5
jpn departs visit1 for good
    people 5 officer
expect refused_inside clause visit-count
says "refused_inside (visit-count): Something of the visit is still inside. Record how it left or was used up first. [manifest line 1: 1.5 EA]"
