story "Larger than any statement"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "padding to 65,536 bytes"
expect bad_too_large
says "bad_too_large: It is larger than allowed. Split it, or move the bulk into an attachment. [65536 bytes]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
