story "Another algorithm"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "another algorithm named"
expect bad_algorithm
says "bad_algorithm: The signature algorithm is not Ed25519 (COSE -19). Sign it again with an Ed25519 key."
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
