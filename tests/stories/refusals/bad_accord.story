story "Two acts in each other's place"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
an auditor reads the record of jpn
an auditor reads the record of jpn with "two acts in each other's place"
expect bad_accord
says "bad_accord: The accord does not follow from the one before it. Keep the file and ask the partner for the original. [...]"
# The copy was bad, not the record.
an auditor reads the record of phl
