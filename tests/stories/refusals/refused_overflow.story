story "More than can be kept exactly"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 9000000000000 LTR
jpn offers order1
    line 1 at 9000000
expect refused_overflow clause order-line
says "refused_overflow (order-line): The figure is larger than can be kept exactly. Split the order. [line 1]"
