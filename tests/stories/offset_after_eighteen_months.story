# Delivered on 1 March 2025: from 2 September 2026 the two claims may be set against each other, with the consent on record.
story "Offset after eighteen months"
after "openings/billed-both-ways.opening"
on 2026-09-01
jpn offsets invoice1 against invoice2 4850 JPY concurred by "State, letter 26/114"
expect refused_not_overdue clause offset
says "refused_not_overdue (offset: After eighteen months what is unsettled may be offset, with consent.): The debt is not old enough for this, or no clock runs on it. Wait for the day named; where none is named, settle it by the line's own means. [delivered 2025-03-01, may be offset from 2026-09-02]"
on 2026-09-02
jpn offsets invoice1 against invoice2 4851 JPY concurred by "State, letter 26/114"
expect refused_oversettled clause offset
jpn offsets invoice1 against invoice2 4850 JPY concurred by "State, letter 26/114" as offset1
agree
balance jpn:receivable:phl JPY is 4950
balance phl:payable:jpn JPY is -4950
balance phl:receivable:jpn JPY is 0
balance jpn:payable:phl JPY is 0
phl closes order2
# What is left is paid.
phl pays invoice1 4951 JPY
expect refused_oversettled
phl pays invoice1 4950 JPY as payment1
jpn confirms payment1
jpn closes order1
agree
order1 is closed
order2 is closed
