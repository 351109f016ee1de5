# A ship with one supply officer. His warrant combines what the agreement keeps apart: he may sign in both roles, a finding stays, and
# headquarters confirms it.
story "A small unit, confirmed by headquarters"
after "openings/every-clause.opening"
phl appoints purser with requester approver up to 1000000 JPY combining roles
phl asks jpn under acsa for ex25 in JPY by purser as order1
    line 1 fuel F-76 1000 LTR reimbursed
jpn offers order1 at card1
phl accepts order1 by purser as acceptance1
agree
order1 is accepted
acceptance1 is unconfirmed

# Not by the other party, not by himself, and not twice.
jpn confirms finding acceptance1
expect refused_cited clause finding
phl confirms finding acceptance1 by purser
expect refused_role clause warrant
phl confirms finding acceptance1
agree
acceptance1 is confirmed
phl confirms finding acceptance1
expect refused_already clause finding
