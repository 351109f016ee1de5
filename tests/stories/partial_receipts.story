# Two lighters, one of them leaking: what is short stays visible until the giver says what it really gave.
story "Partial receipts with a shortage"
after "openings/order.opening"

on 2026-09-03 at 09:00
jpn issues order1 as issue1
    line 1 60000
jpn issues order1 as issue2
    line 1 40000
phl receives issue1 as receipt1
    line 1 60000
agree
balance jpn:transit:phl F-76/LTR is 40000

phl receives issue2 as receipt2
    line 1 39000 damaged 500
expect refused_reason
phl receives issue2 as receipt2
    line 1 39000 damaged 500 because short_delivery
agree
balance phl:received:jpn F-76/LTR is 99000
balance phl:damaged:jpn F-76/LTR is 500
# What is damaged is not owed.
balance jpn:due_in_kind:phl F-76/LTR is 99000
# 500 litres are neither received nor damaged: the two sides disagree, and the record says so.
balance jpn:transit:phl F-76/LTR is 500
phl closes order1
expect refused_open

# The giver reads its meter again.
on 2026-09-05
jpn issues order1 correcting issue2 as issue3
    line 1 39500
agree
balance jpn:transit:phl F-76/LTR is 0
balance jpn:issued:phl F-76/LTR is -99500
