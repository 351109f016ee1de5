story "A checkpoint that was cut short"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
an auditor reads the record of jpn
an auditor reads the record of jpn with "its last checkpoint cut short"
expect bad_note
says "bad_note: The signed note is malformed. Ask for the checkpoint again. [...]"
# The copy was bad, not the record.
an auditor reads the record of phl
