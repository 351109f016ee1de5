story "A number that cannot be"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "its number set to 0"
expect bad_value
says "bad_value: A field's value is outside its range. Compare with the table of fields in spec/statement.md. [field 'sequence' is 0]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
