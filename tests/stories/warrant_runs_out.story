# The officer who asked may not accept any more: the warrant ended between the two. What was asked still stands, and another
# office-holder accepts.
story "The warrant ran out before the acceptance"
after "openings/exercise.opening"
phl appoints exercise_officer with requester approver up to 1000000 JPY valid 2026-08-01 .. 2026-09-10
phl asks jpn under acsa for ex26 in JPY by exercise_officer as order1
    line 1 water WATER 200 MTQ reimbursed
jpn offers order1
    line 1 at 300
agree
on 2026-09-11
phl accepts order1 by exercise_officer
expect refused_warrant_date clause warrant
order1 is offered
phl accepts order1
agree
order1 is accepted
