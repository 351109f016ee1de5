# Japan owes the Philippines six hours of airlift, the Philippines owes the United States five, the United States owes Japan four:
# each in its own book, under its own agreement. A round of all three cancels four of each, and is posted in each book on the
# proof of the round. Nobody's net position moves.
story "Three-way netting of hours"
after "openings/three_books.opening"
after "openings/hours_owed.opening"

# Each pair holds its debt for the round.
book jpn-phl
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "2026-2"
    line 1
    amount 6 units
    until 2026-07-31
jpn agrees to lock1 as held1
agree
# Held is held: it is not returned in kind meanwhile.
jpn returns lift1 as back1
    line 1 1 of AIRLIFT HUR
expect accepted_irregular clause replacement because refused_oversettled
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
    amount 4 units
    until 2026-08-15
jpn agrees to lock3 as held3
agree

# The round, in the book of all three.
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
jpn does enter_debt in round1 by biller
    evidence ev1
phl does enter_debt in round1 by biller
    evidence ev2
agree
usa does enter_debt in round1 by biller
    evidence ev3
phl proposes-clearing in round1 as clearing1
agree
round1 is proposed
jpn agrees to clearing1
agree
round1 is proposed
usa agrees to clearing1 as cleared1
agree
round1 is cleared
# What all agreed cannot be undone by one.
jpn does lapse_round in round1 by approver
    round "2026-2"
    reason "changed our mind"
expect refused_state clause netting

# Back in each book, on the proof.
book jpn-phl
jpn discloses cleared1 from all as done1
phl does post_clearing in lift1 by biller
    lock lock1
    evidence done1
    amount 6 units
expect refused_lock clause netting
phl does post_clearing in lift1 by biller
    lock lock1
    evidence done1
    amount 4 units
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 2
book phl-usa
phl discloses cleared1 from all as done2
usa does post_clearing in lift2 by biller
    lock lock2
    evidence done2
    amount 4 units
agree
balance usa:exchange_due:phl AIRLIFT/HUR is 1
book jpn-usa
usa discloses cleared1 from all as done3
jpn does post_clearing in lift3 by biller
    lock lock3
    evidence done3
    amount 4 units
jpn does post_clearing in lift3 by biller
    lock lock3
    evidence done3
    amount 4 units
expect refused_state clause netting
agree
balance jpn:exchange_due:usa AIRLIFT/HUR is 0
usa closes lift3
agree
an auditor reads the record of usa
expect accepted
