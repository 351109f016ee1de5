story "The act before it is missing"
after "openings/order.opening"
cut the link
jpn issues order1 as issue1
    line 1 60000
jpn issues order1 as issue2
    line 1 40000
jpn carries issue2 to phl
expect later_previous
says "later_previous: The seat's previous act has not arrived. It is held until it comes. [...]"
issue2 is held at phl
jpn carries issue1 to phl
issue2 is pending at phl
join the link
agree
