story "The case is missing"
after "openings/exercise.opening"
cut the link
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 LTR replaced in kind
phl cancels order1 as cancellation1
phl carries cancellation1 to jpn
expect later_case
says "later_case: The case it belongs to has not arrived. It is held until it comes. [...]"
cancellation1 is held at jpn
join the link
agree
order1 is cancelled
