# The 25 data elements, from the request to the invoice: the gates open when nothing is missing.
story "Complete papers"
after "openings/full-papers.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed stock 9140-01-417-6844
    bill to "AFP Finance Center, Quezon City", funds "GAA 2026-117", liability "none beyond this order"
    reference "PN-2026-0117", unit "BRP Antonio Luna", place "Subic Bay", needs "hose 4 inch"
jpn offers order1
    line 1 at 98
    unit "JS Tokiwa", payee "MSDF Finance", remit to "Yokosuka"
phl accepts order1
agree
order1 lacks quantity_furnished line_amount receipt_acknowledged issuing_official

on 2026-09-03
jpn issues order1 as issue1
    line 1 1000
phl receives issue1 as receipt1
    line 1 990 because measurement
jpn issues order1 correcting issue1 as issue2
    line 1 990
agree
# What was received under the first figure is what the corrected one says.
order1 lacks nothing
jpn bills order1 due 2026-12-01 as invoice1
    line 1 990
agree
balance jpn:receivable:phl JPY is 97020
