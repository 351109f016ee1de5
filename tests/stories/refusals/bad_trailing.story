story "Something behind the end"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "a byte behind its end"
expect bad_trailing
says "bad_trailing: There are bytes after the end. Send one statement and nothing more. [at byte 250]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
