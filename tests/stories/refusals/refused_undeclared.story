story "More rounds than declared"
after "openings/visit.opening"
phl consents to visit1
on 2026-09-07
jpn enters visit1 as arrival1
    people 5 officer
    arms 2 901
expect accepted_irregular clause arms because refused_undeclared
says "accepted_irregular (arms: Weapons, ammunition and explosives are declared by kind and number before they come, kept as declared, and accounted for until they leave or are used up.): Recorded as irregular: it happened without valid cover. Both authorities must regularise, return or contest it. [refused_undeclared (arms): It goes beyond what the plan declares that the host consented to. Amend the plan, and bring what came before the joint committee. [arms line 2: 901 came, 900 declared]]"
agree
visit1 has inside "5 officer, arms line 2: 901"
