story "More go out than came in"
after "openings/visit.opening"
phl consents to visit1
on 2026-09-07
jpn enters visit1
    people 5 officer
jpn departs visit1
    people 6 officer
expect refused_count clause visit-count
says "refused_count (visit-count): The count does not fit what came in and went out before. Correct the figure named. [6 officer is more than is inside]"
visit1 has inside "5 officer"
