story "A sum that does not add up"
after "openings/delivery.opening"
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200 for 61000
expect refused_amount clause invoice
says "refused_amount (invoice): The amount signed is not the amount computed from quantity and price. Correct it. [line 2: computed 60000, signed 61000]"
jpn bills order1 due 2026-12-31 total 150001 as invoice1
    line 2 200
    line 3 2
expect refused_amount clause invoice
