story "What it relies on is missing"
after "openings/order.opening"
cut the link
jpn issues order1 as issue1
    line 1 60000
jpn amends order1 off node as amendment1
phl accepts amendment1 off node as acceptance2
phl carries acceptance2 to phl
expect later_cited
says "later_cited: It relies on an act that has not arrived. It is held until it comes. [...]"
acceptance2 is held at phl
