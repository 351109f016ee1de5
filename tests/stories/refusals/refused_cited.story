story "A receipt of something that is no issue"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 100000
phl receives acceptance1
    line 1 100000
expect refused_cited clause order
says "refused_cited (order): It cites an act of the wrong kind or case, or one that was refused. Cite the right one. [no such issue in this order]"
