story "Goods named as another's without its consent"
after "../openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 6000 units
    to usa
    partnership phl-usa
    purpose "a frigate is short of fuel"
jpn answers asked yes for 7000
expect refused_retransfer clause retransfer
jpn answers asked no as answer
agree
book phl-usa
usa asks phl under mlsa for drill-pu in USD as order2
    line 1 fuel F-76 5000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-117", liability "none beyond this order"
    reference "J-1", unit "a unit", place "Clark", needs "none"
phl offers order2
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
phl discloses answer from jpn-phl as proof
phl does name_origin in order2 by approver
    line 1
    quantity 5000 units
    evidence proof
expect refused_retransfer clause across
says "refused_retransfer (across): The first giver's consent to handing it on is missing, or does not cover this line, quantity, taker or day. Ask for that consent, and name it for the whole quantity. [the first giver did not consent]"
agree
