story "Evidence with one byte changed"
after "../openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 6000 units
    to usa
    partnership phl-usa
    purpose "a frigate is short of fuel"
jpn answers asked yes as answer
agree
book phl-usa
phl discloses answer from jpn-phl with one byte changed
expect refused_evidence
says "refused_evidence (evidence): The evidence does not prove the foreign act. Ask for its bytes, proof and final checkpoint again. [the checkpoint is not final: of jpn/accord]"
phl discloses answer from jpn-phl as proof
agree
phl discloses answer from jpn-phl
expect refused_already clause evidence
