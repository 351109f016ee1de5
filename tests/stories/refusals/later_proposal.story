# The party whose turn it is does not propose. After ten seconds the other declines the attempt, and proposes itself.
story "The proposal did not come in time"
after "openings/order.opening"
cut the link
jpn issues order1 as issue1
    line 1 60000
phl concurs in order1 with issue on 2026-08-31
talk
wait 11 seconds
talk
# What the other node reads as the reason:
declined by phl for later_proposal
says "later_proposal: The proposal did not come in time. The next party in turn proposes."
join the link
agree
