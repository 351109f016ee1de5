story "An order for nothing"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 0 LTR replaced in kind
expect refused_quantity clause order-line
says "refused_quantity (order-line): The quantity is not above zero, or more than the line still allows. Lower it to what the line still allows. [line 1]"
