# Somebody holds a copy of the issuer's key: two issues under one number. The proof needs no trust, and everybody
# reaches the same verdict whichever branch came first.
story "A forked seat"
after "openings/order.opening"

on 2026-09-03
cut jpn phl
jpn issues order1 as issue1
    line 1 60000
jpn issues order1 instead of issue1 off node as issue2
    line 1 90000
phl carries issue2 to phl
join jpn phl
agree
issue1 is refused_forked clause fork
issue2 is refused_forked clause fork
order1 is disowned
# Fuel that was burnt was burnt: both figures stand on the irregular account, and jpn answers for them.
balance jpn:irregular:phl F-76/LTR is -150000
balance jpn:issued:phl F-76/LTR is 0

# Nothing more under that seat counts; a new seat goes on.
jpn issues order1
    line 2 200
expect refused_forked
jpn appoints issuer again with issuer
jpn issues order1 as issue3
    line 2 200
agree
issue3 is final
balance jpn:issued:phl WATER/MTQ is -200
