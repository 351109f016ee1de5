# The office to be billed, the funds and the limit of liability are missing: the refusal names them with their numbers.
story "An order without its papers"
after "openings/full-papers.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed stock 9140-01-417-6844
    reference "PN-2026-0117", unit "BRP Antonio Luna", place "Subic Bay", needs "hose 4 inch"
jpn offers order1
    line 1 at 98
    unit "JS Tokiwa", payee "MSDF Finance", remit to "Yokosuka"
phl accepts order1
expect refused_incomplete clause elements
says "refused_incomplete (elements: The data elements stand on the order before it is accepted, and on the receipt.): An element that the instrument asks for is missing. Fill in the element named, then sign again. [bill_to (3), funds (20), liability_limit (24)]"
order1 lacks bill_to quantity_furnished unit_price line_amount receipt_acknowledged funds accepting_official liability_limit issuing_official
