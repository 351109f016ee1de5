# The recipient asks that all of an invoice be credited; that ends the question, and what came may be billed again.
story "Credited in full, billed anew"
after "openings/billed-both-ways.opening"
phl responds to invoice1 rejected because prices_incorrect asking credit_fully issue_new_invoice as answer1
phl pays invoice1 9800 JPY
expect refused_queried clause payment
jpn credits invoice1
    line 1 100
expect refused_reason clause credit-note
jpn credits invoice1 because "billed to the wrong office" as note1
    line 1 40
jpn credits invoice1 because "billed to the wrong office" as note2
    line 1 60
agree
balance jpn:receivable:phl JPY is 0
balance jpn:unbilled:phl JPY is 9800
jpn withdraws invoice1
expect refused_state clause invoice
jpn bills order1 due 2025-05-09 as invoice3
    line 1 100
phl pays invoice3 9800 JPY as payment3
jpn confirms payment3
phl closes order1
agree
order1 is closed
