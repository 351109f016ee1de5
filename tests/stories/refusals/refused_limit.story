story "Above the limit of the warrant"
after "openings/exercise.opening"
phl appoints junior with approver up to 500000 JPY
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR
jpn offers order1
    line 1 at 98
phl accepts order1 by junior
expect refused_limit clause warrant
says "refused_limit (warrant): The amount is above the warrant's limit in that currency. An official with a higher limit must sign. [980000 JPY is above the limit of 500000]"
phl accepts order1
agree
