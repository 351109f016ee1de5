story "Paid in the wrong currency"
after "openings/delivery.opening"
phl asks jpn under acsa for ex26 in XYZ as order2
    line 1 fuel F-76 10000 LTR
expect refused_currency clause order
says "refused_currency (order): The currency is not known or not the order's. Use an ISO 4217 code and the order's currency. ['XYZ']"
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200
phl pays invoice1 400.00 USD
expect refused_currency clause payment
