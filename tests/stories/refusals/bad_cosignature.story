story "A checkpoint that one party did not cosign"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
an auditor reads the record of jpn
an auditor reads the record of jpn with "its last checkpoint not cosigned by one party"
expect bad_cosignature
says "bad_cosignature: A cosignature does not fit the checkpoint and the party's accord key. Ask that party for its cosignature again; if it repeats, keep both and call the auditor. [1 of 2 cosignatures]"
# The copy was bad, not the record.
an auditor reads the record of phl
