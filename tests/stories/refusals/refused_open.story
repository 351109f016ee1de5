story "Closing before everything is settled"
after "openings/delivery.opening"
phl closes order1
expect refused_open clause order-close
says "refused_open (order-close): The case still has open lines. Settle or correct them, then close. [a line or an amendment is open]"
