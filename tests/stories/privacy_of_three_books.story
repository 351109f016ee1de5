# What two nations do between themselves does not reach the third by any link and lies in none of its records: no id, signature, text,
# amount or account. What is disclosed shows one act and who may sign it; of the other acts of the same accord not even the verdict.
story "What the third nation learns"
after "openings/three_books.opening"
book jpn-phl
phl asks jpn under acsa for drill-jp in JPY as order1
    line 1 fuel F-76 10000 LTR reimbursed described "For the patrol off Batanes"
    reference "P-2026-SECRET-031", unit "Naval Task Force 11", place "Berth 14, Alava Wharf"
jpn offers order1
    line 1 at 98
    note "Keel inspection due in August"
phl accepts order1
jpn issues order1 as issue1
    line 1 10000
phl receives issue1
    line 1 9800 damaged 200 because damaged_in_transit
agree
nothing of jpn-phl is with usa

# In one accord: the request to hand on, a bill with its postings, an order refused to nobody's knowledge.
phl does ask_transfer in order1 by approver as asked
    line 1
    quantity 6000 units
    to usa
    partnership phl-usa
    purpose "a frigate of the United States is short of fuel"
jpn bills order1 due 2026-10-31 as bill1
    line 1 9800
phl asks jpn under acsa for drill-jp in JPY as order2
    line 1 food MEAL 77 EA reimbursed described "Seventy-seven sealed rations"
agree
jpn answers asked yes until 2026-08-31 on condition "used at sea only" as consent
phl pays bill1 960400 JPY as payment1
agree
nothing of jpn-phl is with usa

book phl-usa
phl discloses consent from jpn-phl as proof
agree
nothing of jpn-phl is with usa but what was disclosed

# The other books show nothing to those who are not in them either.
book jpn-usa
usa asks jpn under acsa-ju for drill-ju in USD as order3
    line 1 fuel JP-5 4000 LTR reimbursed described "For the squadron at Kadena"
    reference "U-2026-HIDDEN-9", unit "Carrier group", place "White Beach"
agree
nothing of jpn-usa is with phl
book phl-usa
nothing of phl-usa is with jpn
