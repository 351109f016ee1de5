story "An activity in which one side has not concurred"
after "openings/exercise.opening"
phl opens relief "Typhoon relief" with jpn phl 2026-09-01 .. 2026-09-30 as relief26
phl asks jpn under acsa for relief26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_not_concurred clause activity
says "refused_not_concurred (activity): The activity has not been concurred in by both sides. Have the other side concur first. ['jpn' has not concurred in 'Typhoon relief']"
jpn concurs in relief26
phl asks jpn under acsa for relief26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
agree
