story "Somebody who is not a party"
after "openings/exercise.opening"
phl asks usa under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
expect refused_party clause order
says "refused_party (order): That is not a party to this partnership or case. Check the party codes. [usa to phl]"
