# Two nations owe each other hours in the same commodity. A round of the two alone cancels what is owed both ways and leaves the
# difference: a set-off, with both signatures and a proof, like any other round.
story "Set-off between two"
after "openings/three_books.opening"
after "openings/hours_owed.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as lift4
    line 1 transport FLIGHT 4 HUR exchanged for equal value for AIRLIFT 4 HUR due 2026-12-31 at "Clark" metered by "flight log"
jpn offers lift4
phl accepts lift4
jpn issues lift4 as flown4
    line 1 4
phl receives flown4
    line 1 4
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 6
balance jpn:exchange_due:phl AIRLIFT/HUR is 4
phl does lock_debt in lift1 by biller as lock1
    partnership all
    round "set-off 1"
    line 1
    amount 6 units
    until 2026-07-31
jpn agrees to lock1 as held1
jpn does lock_debt in lift4 by biller as lock2
    partnership all
    round "set-off 1"
    line 1
    amount 4 units
    until 2026-07-31
phl agrees to lock2 as held2
agree

book all
jpn does open_round by approver as round1
    instrument exchange
    round "set-off 1"
    commodity AIRLIFT/HUR
    parties jpn phl
    until 2026-07-31
jpn discloses held1 from jpn-phl as ev1
jpn discloses held2 from jpn-phl as ev2
phl does enter_debt in round1 by biller
    evidence ev1
jpn does enter_debt in round1 by biller
    evidence ev2
agree
# Less than can be cleared is not what a round is for.
phl proposes-clearing in round1 with less than the best
expect refused_clearing
phl proposes-clearing in round1 as clearing1
agree
jpn agrees to clearing1 as cleared1
agree
round1 is cleared

book jpn-phl
jpn discloses cleared1 from all as done1
phl does post_clearing in lift1 by biller
    lock lock1
    evidence done1
    amount 4 units
jpn does post_clearing in lift4 by biller
    lock lock2
    evidence done1
    amount 4 units
agree
balance phl:exchange_due:jpn AIRLIFT/HUR is 2
balance jpn:exchange_due:phl AIRLIFT/HUR is 0
phl closes lift4
agree
an auditor reads the record of phl
expect accepted
