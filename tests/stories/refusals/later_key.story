story "A seat that is not known yet"
after "openings/order.opening"
cut the link
jpn appoints night_issuer with issuer as appointment1
jpn issues order1 by night_issuer as issue1
    line 1 100000
jpn carries issue1 to phl
expect later_key
says "later_key: The seat that signed is not known yet. It is held until its appointment arrives. [...]"
issue1 is held at phl
# Its appointment comes by the next stick, and the issue wakes up.
jpn carries appointment1 to phl
issue1 is pending at phl
join the link
agree
issue1 is final
