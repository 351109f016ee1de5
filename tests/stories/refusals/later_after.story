story "Something its author had seen is missing"
after "openings/order.opening"
cut the link
jpn issues order1 as issue1
    line 1 60000
jpn concurs in order1 with receive on 2026-08-31 as concurrence1
jpn carries concurrence1 to phl
expect later_after
says "later_after: It names an act that has not arrived. It is held until it comes. [...]"
join the link
agree
concurrence1 is final
