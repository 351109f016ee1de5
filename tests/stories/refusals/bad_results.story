story "Results that do not follow, cosigned all the same"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
an auditor reads the record of jpn
an auditor reads the record of jpn with "other results, cosigned by all"
expect bad_results
says "bad_results: The results do not follow from the statements. Keep the file and compare accord by accord. [...]"
# The copy was bad, not the record.
an auditor reads the record of phl
