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
says "refused_lock (netting: Debts of one commodity that run in circles among partners may be cancelled against each other, each party's net position staying as it is, only where the parties have filled in how many days a debt may be held for that.): The debt cannot be held so: it is not open in that amount, is held already, or the other side's word repeats it differently. Hold what is open and free. [6000000 is open and free, 7000000 named]"
agree
