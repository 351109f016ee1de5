story "Billing what nobody received"
after "openings/order.opening"
jpn issues order1 as issue1
    line 2 200
agree
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200
expect refused_unreceived clause claims
says "refused_unreceived (claims: What was issued and neither received nor queried within the agreed days may be billed as claimed. The parties fill the days in; until they do, nothing may be claimed.): It bills more than was received or may be claimed. Bill only what the receipt shows. [line 2: 0 received, 200 billed with this]"

# Thirty days without a receipt or a query, and it may be billed as claimed, kept apart from what is acknowledged.
on 2026-10-02
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200 claimed
agree
balance jpn:claimed:phl JPY is 60000
balance jpn:receivable:phl JPY is 0
# A claim is not paid before its receipt.
phl pays invoice1 60000 JPY
expect refused_unreceived clause payment
phl receives issue1
    line 2 200
phl pays invoice1 60000 JPY
agree
balance jpn:claimed:phl JPY is 0
balance jpn:receivable:phl JPY is 60000
