story "Paying an invoice under query"
after "openings/delivery.opening"
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200
phl queries invoice1 because price as query1
phl pays invoice1 60000 JPY
expect refused_queried clause payment
says "refused_queried (payment): The invoice is under query. Settle the query first."
phl withdraws query1
phl pays invoice1 60000 JPY
agree
