# One order, four lines, four ways to settle; it closes when each has been settled in its own way.
story "Mixed settlement, line by line"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 1000 LTR replaced in kind
    line 2 water WATER 20 MTQ reimbursed
    line 3 spare_parts PUMP 1 EA returned condition "clean"
    line 4 facilities BERTH 2 DAY exchanged for equal value for HANGAR 1 DAY
jpn offers order1 at card1
phl accepts order1
jpn issues order1 as issue1
    line 1 1000
    line 2 20
    line 3 1
    line 4 2
phl receives issue1 as receipt1
    line 1 1000
    line 2 20
    line 3 1
    line 4 2
agree
balance jpn:due_in_kind:phl F-76/LTR is 1000
balance jpn:unbilled:phl JPY is 6000
balance jpn:lent:phl PUMP/EA is 1
balance jpn:exchange_due:phl HANGAR/DAY is 1

# What is settled in kind is not billed.
jpn bills order1 due 2025-04-10 as invoice1
    line 1 1000
expect refused_means clause invoice
jpn bills order1 due 2025-04-10 as invoice1
    line 2 20
phl returns order1 as return1
    line 1 1000
    line 3 1 condition "clean"
    line 4 1 of HANGAR DAY
jpn accepts return1
    line 1 1000
    line 3 1
    line 4 1
phl closes order1
expect refused_open clause order-close
phl pays invoice1 6000 JPY as payment1
jpn confirms payment1
phl closes order1
agree
order1 is closed
balances agreed
    jpn:issued:phl BERTH/DAY -2
    jpn:issued:phl F-76/LTR -1000
    jpn:issued:phl PUMP/EA -1
    jpn:issued:phl WATER/MTQ -20
    jpn:received:phl F-76/LTR 1000
    jpn:received:phl HANGAR/DAY 1
    jpn:received:phl PUMP/EA 1
    phl:issued:jpn F-76/LTR -1000
    phl:issued:jpn HANGAR/DAY -1
    phl:issued:jpn PUMP/EA -1
    phl:received:jpn BERTH/DAY 2
    phl:received:jpn F-76/LTR 1000
    phl:received:jpn PUMP/EA 1
    phl:received:jpn WATER/MTQ 20
