# The acceptance was signed by somebody who may not; the fuel was burnt all the same. Both authorities regularise it, and from then
# on it is an issue like any other.
story "Burnt on a refused acceptance, then regularised by both"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
jpn offers order1 as offer1
agree

cut jpn phl
phl appoints deputy with requester
phl accepts order1 by deputy insisting as acceptance1
expect refused_role clause warrant
jpn issues order1 insisting as issue1
    line 1 10000
expect accepted_irregular clause case-table because refused_state
join jpn phl
agree
balance phl:irregular:jpn F-76/LTR is 10000

# One side alone does not make it regular, and nothing can be covered by an order that does not bind.
jpn regularises issue1
phl regularises issue1
expect refused_state clause irregular
says "refused_state (irregular): The case is not in a state that allows this act. Look at the case to see what may come next. [accept the order first, then it can be covered]"
phl accepts order1
phl contests issue1
agree
balance phl:irregular:jpn F-76/LTR is 10000
phl regularises issue1
agree
balance phl:irregular:jpn F-76/LTR is 0
balance jpn:issued:phl F-76/LTR is -10000
phl regularises issue1
expect refused_already

phl receives issue1
    line 1 10000
phl returns order1 as return1
    line 1 10000
jpn accepts return1
    line 1 10000
phl closes order1
agree
order1 is closed
