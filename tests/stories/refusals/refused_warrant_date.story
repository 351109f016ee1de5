story "A warrant that has run out"
after "openings/order.opening"
jpn appoints relief_officer with issuer valid 2026-08-01 .. 2026-08-31
jpn issues order1 by relief_officer as issue1
    line 1 60000
expect refused_warrant_date clause warrant
says "refused_warrant_date (warrant): The warrant was not valid on that date. An office-holder with a valid warrant must sign. [valid 2026-08-01 to 2026-08-31, the act is of 2026-09-01]"
