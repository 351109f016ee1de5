story "After the exercise"
after "openings/exercise.opening"
on 2027-01-04
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_window clause activity
says "refused_window (activity): The date lies outside the activity's window. Amend the window or serve another activity. ['Exercise 26' runs 2026-08-01 to 2026-12-31, the act is of 2027-01-04]"
