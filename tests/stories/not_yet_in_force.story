# An order of 20 February 2026 between Japan and the Philippines: signed, voted, and not yet in force.
story "Not yet in force"

on 2026-02-20 at 09:00 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
jpn and phl hold exercise "Replenishment drill" 2026-02-20 .. 2026-09-30 as drill
phl asks jpn under acsa for drill in JPY as order1
    line 1 fuel F-76 5000 LTR replaced in kind
expect refused_not_in_force clause entry-into-force

# Nothing was signed. The same draft goes through once the day has come.
on 2026-08-01 at 00:30
phl asks jpn under acsa for drill in JPY as order1
    line 1 fuel F-76 5000 LTR replaced in kind
agree
order1 is requested

# Where another agreement of the two is in force on that day and would carry it, the refusal names it.
on 2026-08-02
jpn and phl ratify older from "instruments/every-clause.toml" in force 2024-08-01
phl asks jpn under acsa for drill in JPY dated 2026-07-31 as order2
    line 1 fuel F-76 5000 LTR replaced in kind
expect refused_not_in_force clause entry-into-force
says "refused_not_in_force (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): No ratified instrument is in force on that date. Wait for the date, or use another basis that is in force. [in force from 2026-08-01, the act is of 2026-07-31; every-clause is in force on that day and carries it]"
# It says so only where that one has the category, too.
phl asks jpn under acsa for drill in JPY dated 2026-07-31 as order2
    line 1 food RATION 100 EA reimbursed
expect refused_not_in_force clause entry-into-force
says "refused_not_in_force (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): No ratified instrument is in force on that date. Wait for the date, or use another basis that is in force. [in force from 2026-08-01, the act is of 2026-07-31]"
phl asks jpn under older for drill in JPY dated 2026-07-31 as order2
    line 1 fuel F-76 5000 LTR replaced in kind
agree
order2 is requested
