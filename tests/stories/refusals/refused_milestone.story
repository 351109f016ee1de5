# No money before both have seen the milestone.
story "Paid before the milestone"
after "openings/grants.opening"
jpn in boats disburses lot 1 milestone 1 1000000000 reference "Transfer 1"
expect refused_milestone clause note
jpn in boats reaches lot 1 milestone 1 as hulls
jpn in boats disburses lot 1 milestone 1 1000000000 reference "Transfer 1"
expect refused_milestone clause note
says "refused_milestone (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): The milestone is not there, not reached, or the other side has not confirmed it. Have it reached and confirmed first. [lot 1, milestone 1: the other side has not confirmed]"
jpn in boats confirms hulls
expect refused_side clause grant-table
phl in boats confirms hulls
jpn in boats disburses lot 1 milestone 1 1000000000 reference "Transfer 1"
agree
balance jpn:disbursing:phl JPY is -1000000000
