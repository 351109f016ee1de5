# What the United States gave goes on only to those who have an agreement of their own with it (10 U.S.C. 2342). Its own node asks
# that before it consents, asks or hands on; the partner hears nothing of it.
story "Goods go on only to who has an agreement of its own"
after "openings/three_books.opening"
book aus-phl
parties aus phl
book phl-usa
phl asks usa under mlsa for drill-pu in USD as order1
    line 1 fuel F-76 5000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-117", liability "none beyond this order"
    reference "P-1", unit "a unit", place "Clark", needs "none"
usa offers order1
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
phl accepts order1
usa issues order1 as issue1
    line 1 5000
phl receives issue1
    line 1 5000
usa asks phl under mlsa for drill-pu in USD as order2
    line 1 fuel F-76 1000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-118", liability "none beyond this order"
    reference "U-1", unit "a unit", place "Clark", needs "none"
phl offers order2
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
usa accepts order2
agree
usa follows its own law from "instruments/overlays/usa-10usc-ch138.toml"
phl does ask_transfer in order1 by approver as asked1
    line 1
    quantity 1000 units
    to aus
    partnership aus-phl
    purpose "a frigate of Australia is short of fuel"
usa answers asked1 yes
expect local_law_ground clause own-agreement
usa answers asked1 no
phl does ask_transfer in order1 by approver as asked2
    line 1
    quantity 1000 units
    to jpn
    partnership jpn-phl
    purpose "a destroyer of Japan is short of fuel"
usa answers asked2 yes
agree
# Nor does it ask to hand on to others what it received.
usa does ask_transfer in order2 by approver as asked3
    line 1
    quantity 500 units
    to aus
    partnership aus-phl
    purpose "a tanker of Australia"
expect local_law_ground clause own-agreement
