story "From another partnership"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "another partnership inside"
expect bad_partnership
says "bad_partnership: It belongs to another partnership. Send it to the node that holds that partnership's record."
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
