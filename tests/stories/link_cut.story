# The satellite link goes down in the middle. Both ships keep their books and the two meet in the same place afterwards.
story "The link is cut, and both sides work on"
after "openings/order.opening"

on 2026-09-03
jpn issues order1 as issue1
    line 1 100000
cut jpn phl
jpn issues order1 as issue2
    line 2 200
phl receives issue1 as receipt1
    line 1 99800 because measurement
talk
issue1 is pending at jpn
issue2 is unknown at phl
receipt1 is unknown at jpn
balance jpn:transit:phl F-76/LTR is 100000 at jpn
balance jpn:transit:phl F-76/LTR is 200 at phl

# Both show whom they wait for. Hours pass, and nothing is lost by it.
waiting for "cosignature by phl" at jpn
waiting for "proposal by jpn" at phl
wait 9 hours
talk
join jpn phl
agree
receipt1 is final
issue2 is final
balance jpn:transit:phl F-76/LTR is 200
phl receives issue2
    line 2 200
agree
