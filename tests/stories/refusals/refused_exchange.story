story "Exchanged for nothing that is named"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 facilities BERTH 10 DAY exchanged for equal value
jpn offers order1 at card1
expect refused_exchange clause exchange
says "refused_exchange (exchange): An equal-value exchange needs, on the signed order, what is given for it, in which unit and how much; no other line may name it. Complete the exchange, or take it from the line. [line 1: what is given for it?]"
phl asks jpn under acsa for ex25 in JPY as order2
    line 1 water WATER 10 MTQ reimbursed for HANGAR 3 DAY
jpn offers order2 at card1
expect refused_exchange clause exchange
says "refused_exchange (exchange): An equal-value exchange needs, on the signed order, what is given for it, in which unit and how much; no other line may name it. Complete the exchange, or take it from the line. [line 1: it is not exchanged]"
