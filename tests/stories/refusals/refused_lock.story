story "More held than is owed"
after "../openings/three_books.opening"
after "../openings/hours_owed.opening"
book jpn-phl
phl does lock_debt in lift1 by biller
    partnership all
    round "2026-2"
    line 1
    amount 7 units
    until 2026-07-31
expect refused_lock clause netting
says "refused_lock (netting): The debt cannot be held so: it is not open in that amount, is held already, or the other side's word repeats it differently. Hold what is open and free. [6000000 is open and free, 7000000 named]"
agree
