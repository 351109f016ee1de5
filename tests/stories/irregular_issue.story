# Fuel that was burnt was burnt. An issue that has no cover is not refused: it goes to the irregular account, cites the
# clause, and waits for both authorities.
story "Fuel burnt without cover"
after "openings/exercise.opening"

phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
jpn offers order1 as offer1
agree

# The acceptance and the pump do not wait for the link. But the acceptance was signed above its officer's limit, and when
# the nodes meet it does not count.
cut jpn phl
phl appoints deputy with requester
phl accepts order1 by deputy insisting as acceptance1
expect refused_role clause warrant
jpn issues order1 insisting as issue1
    line 1 10000
expect accepted_irregular clause case-table because refused_state
join jpn phl
agree
acceptance1 is refused_role clause warrant
issue1 is accepted_irregular clause case-table
balance jpn:irregular:phl F-76/LTR is -10000
balance phl:irregular:jpn F-76/LTR is 10000
balance jpn:issued:phl F-76/LTR is 0

# And after the window of the exercise.
phl accepts order1
agree
on 2027-01-10
jpn issues order1 as issue2
    line 1 10000
expect accepted_irregular clause activity because refused_window
agree
balance jpn:irregular:phl F-76/LTR is -20000
