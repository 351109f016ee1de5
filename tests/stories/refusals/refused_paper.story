# The clerk enters a form signed by hand at sea, but forgets the scan; then the hand.
story "A paper form without its scan"
after "openings/order.opening"
on 2026-09-03
jpn issues order1 on paper signed by "LCDR Sato" as issue1
    line 1 1000
expect refused_paper clause paper
says "refused_paper (paper): An entry from a paper form needs its scan attached and its signatories named. Attach the scan, name who signed by hand, then sign again."
jpn issues order1 on paper with scan "form-0117.pdf" as issue1
    line 1 1000
expect refused_paper clause paper
jpn issues order1 on paper signed by "LCDR Sato" and "LT Cruz" with scan "form-0117.pdf" as issue1
    line 1 1000
agree
# It is the word of Japan alone until the other side signs its own.
balance jpn:transit:phl F-76/LTR is 1000
