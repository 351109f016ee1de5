story "A field is missing"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "its version left out"
expect bad_field_missing
says "bad_field_missing: A required field is missing. Compare with the table of fields in spec/statement.md. [field 'version', at byte 1]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
