story "Paying more than was billed"
after "openings/delivery.opening"
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200
phl pays invoice1 60001 JPY
expect refused_oversettled clause payment
says "refused_oversettled (payment): It settles more than is owed. Correct the figure. [60000 billed, 0 paid before, 60001 now]"
