story "A statement of other balances than the cut's"
after "../openings/exercise.opening"
on 2026-10-01
jpn does cut_account by biller as quarter
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
agree
phl states quarter with one balance more
expect refused_account clause account
says "refused_account (account): What is stated is not what the cut shows, or the account is not between these two. State the balances of the cut, after it is agreed. [the cut has 0 balances under hash c19a797fa1fd590cd2e5b42d1cf5f246e29b91684e2f87404b81dc345c7a56a0]"
agree
quarter is cut
# A cut that nobody agreed makes room for a later one of the same period.
phl does cut_account by biller as again
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
agree
quarter is replaced
again is cut
jpn states quarter
expect refused_state clause account
