# The supplier pumps on an acceptance that it holds. Later it turns out that the acceptor's key had signed something else
# under the same number: the acceptance falls, and the fuel is still burnt.
story "An acceptance that is refused later"
after "openings/exercise.opening"

phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
jpn offers order1 as offer1
agree
phl accepts order1 as acceptance1
jpn issues order1 as issue1
    line 1 10000
issue1 is accepted
balance jpn:issued:phl F-76/LTR is -10000

phl declines offer1 instead of acceptance1 off node as refusal1
phl carries refusal1 to jpn
expect refused_forked
acceptance1 is refused_forked clause fork
issue1 is accepted_irregular clause case-table
balance jpn:issued:phl F-76/LTR is 0
agree
issue1 is accepted_irregular clause case-table
balance jpn:irregular:phl F-76/LTR is -10000
balance phl:irregular:jpn F-76/LTR is 10000
