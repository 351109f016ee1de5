story "A bundle with one byte changed"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
an auditor reads the record of jpn
an auditor reads the record of jpn with "one byte changed"
expect bad_bundle
says "bad_bundle: The bundle is damaged. Export it again and compare the file's size and hash. [...]"
# The copy was bad, not the record.
an auditor reads the record of phl
