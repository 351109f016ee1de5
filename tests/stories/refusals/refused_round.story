story "A debt held for another round"
after "../openings/three_books.opening"
after "../openings/hours_owed.opening"
book jpn-phl
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "2026-1"
    line 1
    amount 6 units
    until 2026-07-31
jpn agrees to lock1 as held1
agree
book all
jpn does open_round by approver as round1
    instrument exchange
    round "2026-2"
    commodity AIRLIFT/HUR
    parties jpn phl usa
    until 2026-07-31
jpn discloses held1 from jpn-phl as ev1
jpn does enter_debt in round1 by biller
    evidence ev1
expect refused_round clause netting
says "refused_round (netting: Debts held in the books of two may be cancelled in rounds of all three, where the parties have filled in how many days they may be held.): The round does not take this: another round, commodity or party, entered already, or past its day. Name a debt that was held for this round. [it is held for another round]"
jpn does open_round by approver as round2
    instrument exchange
    round "2026-1"
    commodity AIRLIFT/HUR
    parties jpn phl usa
    until 2026-07-31
jpn does enter_debt in round2 by biller
    evidence ev1
jpn does enter_debt in round2 by biller
    evidence ev1
expect refused_round clause netting
agree
