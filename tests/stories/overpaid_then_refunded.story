# Two hundred cubic metres are paid for; then it is found that the meter ran while nothing flowed, and 180 came. What is billed comes
# down by a credit note, what was paid above it goes back, and the order nets to zero.
story "Paid for more than came"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 water WATER 200 MTQ reimbursed
jpn offers order1
    line 1 at 300
phl accepts order1
jpn issues order1 as issue1
    line 1 200
phl receives issue1 as receipt1
    line 1 200
jpn bills order1 due 2026-11-02 as invoice1
    line 1 200
phl pays invoice1 60000 JPY as payment1
jpn confirms payment1
agree

on 2026-09-10
jpn issues order1 correcting issue1 as issue2
    line 1 180
phl receives issue2 correcting receipt1 as receipt2
    line 1 180
agree
balance jpn:receivable:phl JPY is -6000
balance jpn:claimed:phl JPY is 6000
# It was paid, so the invoice stands; and no money goes back before what is billed has come down.
jpn withdraws invoice1
expect refused_state clause invoice
jpn refunds invoice1 6000 JPY
expect refused_oversettled clause refund
phl closes order1
expect refused_open clause order-close

jpn credits invoice1 because "the meter ran while nothing flowed" as note1
    line 1 20 for 5999
expect refused_amount clause credit-note
jpn credits invoice1 because "the meter ran while nothing flowed" as note1
    line 1 201
expect refused_quantity clause credit-note
jpn credits invoice1 because "the meter ran while nothing flowed" as note1
    line 1 20
agree
balance jpn:claimed:phl JPY is 0
balance jpn:receivable:phl JPY is -6000
jpn refunds invoice1 6001 JPY
expect refused_oversettled clause refund
jpn refunds invoice1 6000 JPY as refund1
agree
# On its way back: the payer says that it came.
balance jpn:receivable:phl JPY is 0
balance jpn:paying:phl JPY is -6000
balance phl:payable:jpn JPY is 6000
phl closes order1
expect refused_open clause order-close
phl confirms refund1
phl closes order1
agree
order1 is closed
balances
    jpn:issued:phl WATER/MTQ -180
    phl:received:jpn WATER/MTQ 180
an auditor reads the record of jpn
expect accepted
