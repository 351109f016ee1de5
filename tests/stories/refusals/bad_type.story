story "A text where a number belongs"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "its version as a text"
expect bad_type
says "bad_type: A field has the wrong type. Compare with the table of fields in spec/statement.md. [field 'version', at byte 2]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
