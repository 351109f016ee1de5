story "Another seat inside than outside"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "another seat inside"
expect bad_seat
says "bad_seat: The seat named inside is not the one that signed. Ask the sender for the original bytes."
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
