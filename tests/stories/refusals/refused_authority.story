story "Written off by nobody"
after "openings/billed-both-ways.opening"
jpn writes off invoice1 9800 JPY because "not worth the paper"
expect refused_authority clause write-off
says "refused_authority (write-off: The authority that the creditor names may write a debt off.): The authority that must stand behind this is not named, or the instrument does not provide for it. Name the authority and its reference. [name the authority and the reason]"
on 2026-09-02
jpn offsets invoice1 against invoice2 4850 JPY
expect refused_authority clause offset
says "refused_authority (offset: After eighteen months what is unsettled may be offset, with consent.): The authority that must stand behind this is not named, or the instrument does not provide for it. Name the authority and its reference. [name who concurred, and its reference]"
