story "A field that nobody knows"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "a field of its own"
expect bad_field_unknown
says "bad_field_unknown: A field is not known here. Remove it, or upgrade this node if the sender's is newer. [at byte 167]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
