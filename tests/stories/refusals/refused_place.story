story "A place with a wrong code"
after "openings/visit.opening"
jpn visits phl under raa for ex26 as visit2
    purpose "Port call"
    window 2026-09-07 .. 2026-09-18
    people 5 officer
    place PH1AC "Tacloban"
expect refused_place clause place
says "refused_place (place): A place is wrong: a UN/LOCODE has two letters and three of A-Z and 2-9; a position has latitude and longitude on the globe. Correct it. [place 1: the code is not two letters and three of A-Z and 2-9]"
