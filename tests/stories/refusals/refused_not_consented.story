story "Arrived before the host had answered"
after "openings/visit.opening"
on 2026-09-07
jpn enters visit1
    people 5 officer
expect accepted_irregular clause consent because refused_not_consented
says "accepted_irregular (consent: The visiting side declares its visit; the host gives clearance expeditiously, through diplomatic channels, with conditions where it sees fit, or refuses. How many days it has for that, the parties fill in when they ratify.): Recorded as irregular: it happened without valid cover. Both authorities must regularise, return or contest it. [refused_not_consented (consent): The host's consent did not stand on that date, or a condition of it was not met in time. Have the host consent, or confirm the condition. [nothing was consented to by then]]"
visit1 is notified
