# Half a percent of fuel is nobody's fault: the receipt needs no reason. What lies beyond needs one, and what lies between the
# two figures stays visible all the same.
story "A difference within the tolerance"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 100000 LTR replaced in kind
jpn offers order1 at card1
phl accepts order1
jpn issues order1 as issue1
    line 1 100000
phl receives issue1
    line 1 99499
expect refused_reason clause tolerance
says "refused_reason (tolerance: Half a percent of fuel is tolerated.): A difference needs its reason. Say why received and issued differ. [line 1: 100000 issued, 99499 received in all]"
phl receives issue1 as receipt1
    line 1 99500
agree
balance jpn:transit:phl F-76/LTR is 500
balance jpn:due_in_kind:phl F-76/LTR is 99500
