# A disclosure is marked like the act that it discloses, whatever its own draft said: neither its signer's node nor a partner's takes
# it above their ceiling.
story "The marking of what is disclosed"
after "openings/three_books.opening"
book jpn-phl
the node of jpn holds at most restricted
the node of phl holds at most restricted
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
jpn issues order1
    line 1 10000
agree
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 6000 units
    to usa
    partnership phl-usa
    purpose "a frigate of the United States is short of fuel"
agree
jpn answers asked yes until 2026-08-31 marked restricted as consent
agree
book phl-usa
phl discloses consent from jpn-phl as proof
expect local_marking
the node of phl holds at most restricted
phl discloses consent from jpn-phl as proof
talk
proof is unknown at usa
the node of usa holds at most restricted
agree
proof is final

# Out of a book whose node may no longer hold it, nothing of it is proven to anybody.
book jpn-phl
the node of jpn holds at most official
book jpn-usa
jpn discloses consent from jpn-phl as proof2
expect local_marking
