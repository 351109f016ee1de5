# Fuel from two givers lies in one tank. What goes on is a share of the tank, and is shown as one: a proportion, never a trace.
story "Commingled stock"
after "openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed
jpn offers order1
    line 1 at 98
phl accepts order1
jpn issues order1 as issue1
    line 1 10000
phl receives issue1
    line 1 10000
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 1000 units
    to usa
    partnership phl-usa
    purpose "a share of the tank"
jpn answers asked yes as consent
# Of 40,000 litres in the tank 10,000 are of this line: of 4,000 handed on a quarter counts.
phl does pass_on in order1 by issuer
    line 1
    quantity 4000 units
    to usa
    consent consent
    mixed "tank 3, Subic" of 40000 share 10000
agree
phl does pass_on in order1 by issuer
    line 1
    quantity 4 units
    to usa
    consent consent
    mixed "tank 3, Subic" of 36000 share 9000
expect accepted_irregular clause retransfer because refused_retransfer
phl does pass_on in order1 by issuer
    line 1
    quantity 50000 units
    to usa
    mixed "tank 3, Subic" of 36000 share 9000
expect refused_quantity clause retransfer
agree
