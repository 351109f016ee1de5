story "A certificate that does not hold, and a round that has changed"
after "../openings/three_books.opening"
after "../openings/hours_owed.opening"
book jpn-phl
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "2026-2"
    line 1
    amount 6 units
    until 2026-07-31
jpn agrees to lock1 as held1
agree
book phl-usa
phl does lock_debt in lift2 by payer as lock2
    partnership all
    round "2026-2"
    line 1
    amount 5 units
    until 2026-07-31
usa agrees to lock2 as held2
agree
book jpn-usa
usa does lock_debt in lift3 by payer as lock3
    partnership all
    round "2026-2"
    line 1
    amount 3 units
    until 2026-07-31
jpn agrees to lock3 as held3
usa does lock_debt in lift3 by payer as lock4
    partnership all
    round "2026-2"
    line 1
    amount 1 units
    until 2026-07-31
jpn agrees to lock4 as held4
agree
book all
jpn does open_round by approver as round1
    instrument exchange
    round "2026-2"
    commodity AIRLIFT/HUR
    parties jpn phl usa
    until 2026-07-31
jpn discloses held1 from jpn-phl as ev1
phl discloses held2 from phl-usa as ev2
usa discloses held3 from jpn-usa as ev3
usa discloses held4 from jpn-usa as ev4
jpn does enter_debt in round1 by biller
    evidence ev1
jpn does enter_debt in round1 by biller
    evidence ev2
usa does enter_debt in round1 by biller
    evidence ev3
phl proposes-clearing in round1 with a wrong potential
expect refused_clearing clause netting
says "refused_clearing (netting: Debts held in the books of two may be cancelled in rounds of all three, where the parties have filled in how many days they may be held.): The proposal is not proven the best, or the round has changed since. Solve the round again as it stands and propose that. [obligation 1: clearing less of it would be better]"
phl proposes-clearing in round1 with less than the best
expect refused_clearing clause netting
phl proposes-clearing in round1 as clearing1
# Another debt enters: what stands proposed is no longer the best.
usa does enter_debt in round1 by biller
    evidence ev4
jpn agrees to clearing1
expect refused_clearing clause netting
agree
round1 is open
