# A round that comes to nothing frees what was held for it, on its proof.
story "A round lapses"
after "openings/three_books.opening"
after "openings/hours_owed.opening"
book jpn-phl
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "2026-2"
    line 1
    amount 6 units
    until 2026-07-31
jpn agrees to lock1 as held1
# Nobody can take it back while the round may still clear: a third one counts on it.
phl does release_lock in lift1 by biller
    lock lock1
expect refused_lock clause netting
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
usa does lapse_round in round1 by approver as ended
    round "2026-2"
    reason "nothing of ours runs in a circle"
agree
round1 is lapsed
book jpn-phl
phl discloses ended from all as proof
phl does release_lock in lift1 by biller
    lock lock1
    evidence proof
jpn returns lift1 as back1
    line 1 6 of AIRLIFT HUR
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 6
phl accepts back1
    line 1 6
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 0
