story "Ratified twice"
after "openings/order.opening"
phl ratifies acsa in force 2026-08-01
expect refused_already clause entry-into-force
says "refused_already (entry-into-force: It comes into force after the two governments have exchanged notes; the date is the one both parties ratify here.): That was done already. Nothing further is needed."
