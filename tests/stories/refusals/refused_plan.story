story "Explosive weight on a rifle"
after "openings/visit.opening"
jpn visits phl under raa for ex26 as visit2
    purpose "Air exercise"
    window 2026-09-07 .. 2026-09-18
    people 5 officer
    arms 1 weapon "rifle" 10 grams 5
expect refused_plan clause visit-plan
says "refused_plan (visit-plan): A part of the visit's plan is out of order. Correct the part named and send the whole plan again. [arms line 1: only ammunition and explosives have an explosive weight]"
