story "A forged date"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "another date"
expect bad_signature
says "bad_signature: The signature does not fit the content and key. Ask the sender for the original bytes."
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
