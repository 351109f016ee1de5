story "A statement while a query has no answer"
after "../openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 water WATER 20 MTQ reimbursed
on 2026-10-01
jpn does cut_account by biller as quarter
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
phl does query_account in quarter by payer as question
    in order1
    cause price
    note "Which price will that be?"
agree
jpn states quarter
expect refused_account_open clause account
says "refused_account_open (account): A query on this account has no answer yet. Have the other side answer it, then state the account."
phl does answer_account in quarter by payer
    query question
    note "answering myself"
expect refused_side clause account
jpn does answer_account in quarter by biller
    query question
    note "It was never offered."
jpn states quarter
phl states quarter
agree
quarter is agreed
