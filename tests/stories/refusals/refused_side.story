story "The taker cannot bill"
after "openings/delivery.opening"
phl bills order1 due 2026-12-31 by biller
    line 2 200
expect refused_side clause case-table
says "refused_side (case-table): This act belongs to the other side of the case. Let an office-holder of that side sign it. [invoice is not for the recipient]"
