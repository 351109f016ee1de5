# Fuel that Japan gave goes on to a ship of the United States: asked, consented to on conditions, shown in the other book with its
# proof before the second order binds, and used up there to the last litre.
story "Onward transfer with consent"
after "openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
jpn issues order1 as issue1
    line 1 10000
phl receives issue1
    line 1 10000
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 6000 units
    to usa
    partnership phl-usa
    purpose "a frigate of the United States is short of fuel"
agree
jpn answers asked yes until 2026-08-31 on condition "used at sea only" on condition "no further transfer" as consent
agree

book phl-usa
phl discloses consent from jpn-phl as proof
usa asks phl under mlsa for drill-pu in USD as order2
    line 1 fuel F-76 5000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-117", liability "none beyond this order"
    reference "J-1", unit "a unit", place "Clark", needs "none"
phl offers order2
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
phl does name_origin in order2 by approver
    line 1
    quantity 5000 units
    evidence proof
usa accepts order2
agree
order2 is accepted
usa asks phl under mlsa for drill-pu in USD as order3
    line 1 fuel F-76 5000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-117", liability "none beyond this order"
    reference "J-1", unit "a unit", place "Clark", needs "none"
phl offers order3
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
# A thousand litres are left of what was consented to.
phl does name_origin in order3 by approver
    line 1
    quantity 1001 units
    evidence proof
expect refused_retransfer clause across
phl does name_origin in order3 by approver
    line 1
    quantity 1000 units
    evidence proof
# The offer cannot shrink below what was named; an order that comes to nothing gives the consent back.
phl offers order3
    line 1 fuel F-76 500 LTR reimbursed at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
usa accepts order3
expect refused_retransfer clause across
usa declines order3
agree
usa asks phl under mlsa for drill-pu in USD as order4
    line 1 fuel F-76 1000 LTR reimbursed
    bill to "Finance, Manila", funds "2026-117", liability "none beyond this order"
    reference "J-1", unit "a unit", place "Clark", needs "none"
phl offers order4
    line 1 at 1.02
    unit "a wing", payee "Finance", remit to "the treasury"
phl does name_origin in order4 by approver
    line 1
    quantity 1000 units
    evidence proof
usa accepts order4
agree
order4 is accepted
an auditor reads the record of usa
expect accepted

# In the first book it is kept that the goods went on, within the consent.
book jpn-phl
phl does pass_on in order1 by issuer
    line 1
    quantity 6000 units
    to usa
    consent consent
    place "at sea west of Luzon"
agree
phl does pass_on in order1 by issuer
    line 1
    quantity 1 units
    to usa
    consent consent
expect accepted_irregular clause retransfer because refused_retransfer
agree
an auditor reads the record of jpn
expect accepted
