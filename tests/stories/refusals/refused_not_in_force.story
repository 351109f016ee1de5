story "Before the agreement is in force"
on 2026-07-15 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
jpn and phl hold exercise "Exercise 26" 2026-07-01 .. 2026-12-31 as ex26
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_not_in_force clause entry-into-force
says "refused_not_in_force (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): No ratified instrument is in force on that date. Wait for the date, or use another basis that is in force. [in force from 2026-08-01, the act is of 2026-07-15]"
