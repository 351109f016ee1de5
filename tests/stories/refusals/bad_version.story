story "A version of tomorrow"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "version 2"
expect bad_version
says "bad_version: This version of the statement format is not known here. Upgrade this node. [version 2]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
