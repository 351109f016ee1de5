story "Due before the agreed days are over"
after "openings/delivery.opening"
jpn bills order1 due 2026-09-30 as invoice1
    line 2 200
expect refused_due clause settlement-times
says "refused_due (settlement-times: The days until a debt is due run from delivery. The parties fill them in when they ratify.): The due date lies before the day the instrument's clock gives. Use that day or a later one. [due 2026-09-30, the clock gives 2026-11-02]"
