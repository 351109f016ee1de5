story "An act that was not meant for others"
after "../openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
agree
book phl-usa
phl discloses order1 from jpn-phl
expect refused_disclosure clause evidence
says "refused_disclosure (evidence): That act does not say itself that it is meant for another book. Disclose an answer to an onward transfer, an agreed lock, or the end of a round. [it is an act request]"
agree
