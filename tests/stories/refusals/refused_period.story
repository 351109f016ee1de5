story "Accounts over periods that do not fit"
after "../openings/exercise.opening"
on 2026-10-01
jpn does cut_account by biller
    first jpn
    second phl
    from 2026-07-01
    until 2026-10-31
expect refused_period clause account
says "refused_period (account): The account's period does not begin on the day after the last one agreed, ends before it begins, or is not over yet. Name the period that follows. [its last day is not over on 2026-10-01]"
jpn does cut_account by biller
    first jpn
    second phl
    from 2026-09-30
    until 2026-09-01
expect refused_period clause account
jpn does cut_account by biller as first
    first jpn
    second phl
    from 2026-07-01
    until 2026-08-31
agree
jpn states first
phl states first
agree
first is agreed
# August was agreed: the next one begins on 1 September, neither earlier nor later.
phl does cut_account by biller
    first jpn
    second phl
    from 2026-08-15
    until 2026-09-30
expect refused_period clause account
phl does cut_account by biller
    first jpn
    second phl
    from 2026-09-02
    until 2026-09-30
expect refused_period clause account
phl does cut_account by biller as second
    first jpn
    second phl
    from 2026-09-01
    until 2026-09-30
agree
second is cut
