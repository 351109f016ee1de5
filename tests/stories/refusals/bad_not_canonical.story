story "The same number, written too long"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "a number written too long"
expect bad_not_canonical
says "bad_not_canonical: The encoding is not the shortest or not in order. Re-encode by spec/statement.md; nothing is repaired on receipt. [field 'version', at byte 4]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
