story "A founding that one root did not sign"
after "openings/order.opening"
an empty node takes the founding of jpn
an empty node takes the founding of jpn with "the founding not signed by one root"
expect bad_genesis
says "bad_genesis: The founding statement is not complete or not signed by every root. Repeat the ceremony. [1 of 2 cosignatures]"
