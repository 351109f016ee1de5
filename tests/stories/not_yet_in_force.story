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
