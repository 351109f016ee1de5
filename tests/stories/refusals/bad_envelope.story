story "No signature in the envelope"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "its signature taken away"
expect bad_envelope
says "bad_envelope: This is not a COSE_Sign1 of four parts with an empty unprotected header. Ask the sender for the statement as it was signed."
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
