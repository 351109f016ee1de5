story "Bytes that end too early"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "its last byte missing"
expect bad_cbor
says "bad_cbor: The bytes are not deterministic CBOR. Send the statement exactly as it was signed. [at byte 186]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
