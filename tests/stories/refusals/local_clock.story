# Three parties, so that the declined attempt can be seen while the third is away.
story "A clock that runs an hour ahead"
on 2026-09-01 +08:00
parties aus jpn phl
cut aus jpn
cut aus phl
the clock of jpn runs 60 minutes ahead
jpn appoints clerk with requester
talk
wait 11 seconds
talk
wait 21 seconds
talk
declined by phl for local_clock
says "local_clock: The time lies more than ten minutes ahead of this node's clock. Set the clocks of both nodes right."
the clock of jpn is right
join the link
agree
