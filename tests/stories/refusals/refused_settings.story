story "Two ratifications that differ"
on 2026-09-01 +08:00
parties jpn phl
jpn proposes acsa from "instruments/jpn-phl-acsa-2026.toml"
jpn ratifies acsa in force 2026-08-01 with clock.reimbursement.days = 60
phl ratifies acsa in force 2026-08-15 with clock.reimbursement.days = 60
expect refused_settings clause entry-into-force
says "refused_settings (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): The ratifications differ. All parties must ratify the same date and settings. [jpn ratified from 2026-08-01, this says 2026-08-15]"
phl ratifies acsa in force 2026-08-01 with clock.reimbursement.hours = 60
expect refused_settings
