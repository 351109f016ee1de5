# Japan's node shows the Philippines that an act stands in the log under the root that both have cosigned.
story "A proof that does not lead to the root"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
agree
jpn proves issue1 to phl
jpn proves issue1 to phl with "one hash of the path changed"
expect bad_proof
says "bad_proof: The Merkle proof does not lead to the root. Ask for the proof again; if it repeats, keep both and call the auditor."
jpn proves issue1 to phl with "the last hash of the path missing"
expect bad_proof
jpn proves issue1 to phl with "another place in the log"
expect bad_proof
