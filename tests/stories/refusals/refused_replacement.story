# A tanker brings another kind of fuel. It is on the quay, so it is recorded, but it settles nothing.
story "Replaced by something else"
after "openings/delivery.opening"
phl returns order1 as return1
    line 1 100000 of JP-8 LTR
expect accepted_irregular clause replacement because refused_replacement
says "accepted_irregular (replacement): Recorded as irregular: it happened without valid cover. Both authorities must regularise, return or contest it. [refused_replacement (replacement): The replacement is not the same commodity as the line. Return the same kind and unit. [line 1: F-76/LTR owed, JP-8/LTR returned]]"
agree
balance jpn:due_in_kind:phl F-76/LTR is 100000
balance phl:irregular:jpn JP-8/LTR is -100000
