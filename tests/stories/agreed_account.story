# A quarter between two parties: cut, queried, answered, stated by both, closed. What comes late shows in the next one.
story "An account that two parties agree"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 100000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
on 2026-09-03
jpn issues order1 as issue1
    line 1 100000
phl receives issue1
    line 1 99000 because short_delivery
on 2026-09-10
jpn bills order1 due 2026-11-10 as invoice1
    line 1 99000
agree

on 2026-10-01
jpn does cut_account by biller as quarter3
    first jpn
    second phl
    from 2026-07-01
    until 2026-09-30
    reference "Third quarter of 2026"
agree
quarter3 is cut

# The Philippines asks about the thousand litres that were issued and never came.
phl does query_account in quarter3 by biller as question
    account jpn:transit:phl
    commodity F-76/LTR
    cause missing_receipt
    note "Which hose run is this?"
jpn states quarter3
expect refused_account_open clause account
jpn does answer_account in quarter3 by biller
    query question
    note "The second; the meter was read wrongly. A correction follows."
agree
jpn states quarter3 with what is open
agree
quarter3 is stated
# A word that says something else closes nothing; the same word does.
phl states quarter3
agree
quarter3 is stated
phl states quarter3 with order1 line 1 open 1000000000 F-76/LTR because quantity
agree
quarter3 is agreed

# The correction comes late. The agreed account stays as it was signed; the next one shows it.
on 2026-10-05
jpn issues order1 correcting issue1 as issue2
    line 1 99000
agree
jpn states quarter3
expect refused_state clause account
on 2027-01-04
phl does cut_account by biller as quarter4
    first jpn
    second phl
    from 2026-10-01
    until 2026-12-31
agree
phl does query_account in quarter4 by biller
    account jpn:transit:phl
    commodity F-76/LTR
    cause missing_receipt
    note "Is it still there?"
expect refused_account clause account
jpn states quarter4
phl states quarter4
agree
quarter4 is agreed
an auditor reads the record of phl
expect accepted
