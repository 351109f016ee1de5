story "A text that is not UTF-8"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn carries issue1 to phl with "a text that is not UTF-8"
expect bad_text
says "bad_text: A text is not valid UTF-8. Save it as UTF-8 and try again. [field 'body', at byte 150]"
# Nothing came of it, and the true bytes still count.
agree
issue1 is final
