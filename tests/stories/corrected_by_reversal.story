# Nothing is overwritten: a wrong invoice is withdrawn and another takes its place; the log keeps both.
story "Corrected by reversal only"
after "openings/billed-both-ways.opening"
phl responds to invoice1 rejected because prices_incorrect quantity_incorrect asking issue_new_invoice saying "we count 90 litres" as answer1
phl pays invoice1 9800 JPY
expect refused_queried clause payment
jpn closes order1
expect refused_open
jpn withdraws invoice1
agree
balance jpn:receivable:phl JPY is 0
balance jpn:unbilled:phl JPY is 9800
invoice1 is final

# The issue itself was 90 litres: reversed and replaced, and so is the receipt.
jpn issues order1 correcting issue1 as issue3
    line 1 90
phl receives issue3 correcting receipt1 as receipt3
    line 1 90
jpn bills order1 due 2025-05-09 as invoice3
    line 1 90
agree
balance jpn:issued:phl F-76/LTR is -90
balance phl:received:jpn F-76/LTR is 90
balance jpn:transit:phl F-76/LTR is 0
balance jpn:receivable:phl JPY is 8820
receipt1 is final
