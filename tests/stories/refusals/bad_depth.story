story "Boxes in boxes"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "a body forty levels deep"
expect bad_depth
says "bad_depth: The item is nested too deeply. Build it as its table in spec/statement.md says; at most 16 levels are read. [field 'body', at byte 150]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
