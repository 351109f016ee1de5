# The recipient contests an issue it never saw. Nothing may be claimed while it is open; the giver looks again, upholds it and
# reverses its figure.
story "A dispute, upheld and corrected"
after "openings/order.opening"
on 2026-09-03
jpn issues order1 as issue1
    line 2 200
phl disputes issue1 because not_received saying "no barge came" as dispute1
agree
dispute1 is open
on 2026-10-20
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200 claimed
expect refused_disputed clause claims
jpn resolves dispute1 dismissed
expect refused_side clause dispute
phl resolves dispute1 upheld
expect refused_side clause dispute
jpn resolves dispute1 upheld saying "the barge went to another ship"
jpn issues order1 correcting issue1 as issue2
    line 2 0
agree
dispute1 is upheld
balance jpn:transit:phl WATER/MTQ is 0
balance jpn:issued:phl WATER/MTQ is 0
jpn resolves dispute1 settled
expect refused_already clause dispute
