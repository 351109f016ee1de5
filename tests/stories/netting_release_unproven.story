# What is held for a round is not freed by two who say so, while a third may already have posted what the round cleared: before
# the last day only the round's own proof frees it, and where that proof says "cleared", nothing but posting does. A round that
# never came to be is the one thing that two can settle by their word, once its last day is over.
story "Freeing what a round counts on"
after "openings/three_books.opening"
after "openings/hours_owed.opening"
book jpn-phl
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "2026-2"
    line 1
    amount 4 units
    until 2026-07-31
jpn agrees to lock1 as held1
phl does lock_debt in lift1 by biller as lock4
    partnership all
    round "2026-3"
    line 1
    amount 1 units
    until 2026-07-31
jpn agrees to lock4
agree
book phl-usa
phl does lock_debt in lift2 by payer as lock2
    partnership all
    round "2026-2"
    line 1
    amount 4 units
    until 2026-07-31
usa agrees to lock2 as held2
agree
book jpn-usa
usa does lock_debt in lift3 by payer as lock3
    partnership all
    round "2026-2"
    line 1
    amount 4 units
    until 2026-07-31
jpn agrees to lock3 as held3
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
jpn does enter_debt in round1 by biller
    evidence ev1
phl does enter_debt in round1 by biller
    evidence ev2
usa does enter_debt in round1 by biller
    evidence ev3
agree
phl proposes-clearing in round1 as clearing1
jpn agrees to clearing1
usa agrees to clearing1 as cleared1
agree
round1 is cleared

# The United States and Japan post. Japan and the Philippines would rather not.
book jpn-usa
usa discloses cleared1 from all as done3
jpn does post_clearing in lift3 by biller
    lock lock3
    evidence done3
    amount 4 units
agree
book jpn-phl
phl does release_lock in lift1 by biller
    lock lock1
expect refused_lock clause netting
agree
# After the last day the proof, once it was shown here, still stands against it, whoever showed it.
on 2026-08-05 +08:00
jpn discloses cleared1 from all as done1
phl does release_lock in lift1 by biller
    lock lock1
    evidence done1
expect refused_lock clause netting
phl does release_lock in lift1 by biller
    lock lock1
expect refused_lock clause netting
phl does post_clearing in lift1 by biller
    lock lock1
    evidence done1
    amount 4 units
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 2

# The other round was never opened. Its last day is over: both say so, and the hour is free again.
phl does release_lock in lift1 by biller
    lock lock4
jpn returns lift1 as early
    line 1 2 of AIRLIFT HUR
expect accepted_irregular clause replacement because refused_oversettled
jpn does release_lock in lift1 by payer
    lock lock4
agree
an auditor reads the record of phl
expect accepted
