story "A unit that nobody knows"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 10000 DRUM replaced in kind
expect refused_unit clause order-line
says "refused_unit (order-line): The unit is not known, or does not measure that category. Use a UNECE Recommendation 20 code that the category allows. [line 1: 'DRUM']"
