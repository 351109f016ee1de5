# Everything is given back, but what the taker says of the barrels is still open.
story "Closed over a dispute"
after "openings/lent-fuel.opening"
jpn disputes receipt1 because measurement as dispute1
phl returns order1 as return1
    line 1 100000
jpn accepts return1
    line 1 100000
phl closes order1
expect refused_disputed clause order-close
says "refused_disputed (order-close): It is under dispute. Have the other side resolve the dispute, or withdraw it, first."
phl resolves dispute1 settled saying "both read the meter again"
phl closes order1
agree
order1 is closed
