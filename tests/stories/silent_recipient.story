# The recipient says nothing. After the agreed days what was issued is billed as claimed: kept apart, neither payable nor to be
# offset, until a receipt of goods comes.
story "A silent recipient"
after "openings/order.opening"
on 2026-09-03
jpn issues order1 as issue1
    line 2 200
agree
on 2026-10-02
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200 claimed
expect refused_unreceived clause claims
on 2026-10-03
jpn bills order1 due 2026-12-31 as invoice1
    line 2 200 claimed
agree
balance jpn:claimed:phl JPY is 60000
balance phl:claimed_against:jpn JPY is -60000
balance jpn:receivable:phl JPY is 0
phl pays invoice1 60000 JPY
expect refused_unreceived clause payment

# It speaks at last.
on 2026-10-20
phl receives issue1
    line 2 200
agree
balance jpn:claimed:phl JPY is 0
balance jpn:receivable:phl JPY is 60000
phl pays invoice1 60000 JPY as payment1
jpn confirms payment1
agree
balance jpn:receivable:phl JPY is 0
