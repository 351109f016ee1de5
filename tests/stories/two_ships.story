# Two ships at sea, no headquarters in reach. They ask, issue and receive between themselves by sticks; later one of them
# comes home, and all of it becomes final without anybody typing it again.
story "Two ships supply each other, and their headquarters agree later"
after "openings/exercise.opening"
ship phl/gabriela
ship jpn/kaga

on 2026-09-03
cut phl/gabriela
cut jpn/kaga
phl/gabriela asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 20000 LTR replaced in kind
phl/gabriela gives a stick to jpn/kaga
jpn/kaga offers order1
jpn/kaga gives a stick to phl/gabriela
phl/gabriela accepts order1
phl/gabriela gives a stick to jpn/kaga
order1 is accepted at jpn/kaga
order1 is unknown at phl

# The hoses are out: a link between the two is enough for the rest.
join phl/gabriela jpn/kaga
jpn/kaga issues order1 as issue1
    line 1 20000
phl/gabriela receives issue1 as receipt1
    line 1 19900 because measurement
receipt1 is pending at jpn/kaga
talk
receipt1 is pending at phl/gabriela
waiting for "proposal by" at phl/gabriela

# Meanwhile the headquarters agree on other things.
phl opens relief "Typhoon" 2026-09-01 .. 2026-12-31 as typhoon
talk
typhoon is final at jpn
typhoon is unknown at jpn/kaga

# One ship meets the other nation's headquarters, and the acts of both go final there.
join jpn/kaga phl
talk
receipt1 is final at jpn
receipt1 is final at phl
receipt1 is final at jpn/kaga
typhoon is final at phl/gabriela
join the link
agree
receipt1 is final
balance jpn:due_in_kind:phl F-76/LTR is 19900
