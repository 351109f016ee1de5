# The node was set up anew after its disk was lost: it signs no accord before its partner has handed over what it holds.
story "A restored node waits for the handover"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
cut the link
phl loses its disk
waiting for "handover by jpn" because local_handover_awaited at phl
join the link
phl restarts with a new accord key
agree
issue1 is final
