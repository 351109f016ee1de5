story "After the agreement has ended"
on 2026-09-01 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
    ends 2026-10-01
jpn and phl hold exercise "Exercise 26" 2026-08-01 .. 2026-12-31 as ex26
on 2026-10-01
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_ended clause entry-into-force
says "refused_ended (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): The instrument had ended on that date. Use the instrument that follows it. [ended on 2026-10-01, the act is of 2026-10-01]"
