# Due on 1 March 2026; on that day it is not yet overdue.
story "Converted on the day it is due"
after "openings/lent-fuel.opening"
on 2026-03-01
jpn converts order1
    line 1 100000
expect refused_not_overdue clause conversion
says "refused_not_overdue (conversion: A debt in kind may be turned into money from the day after it was due.): The debt is not old enough for this, or no clock runs on it. Wait for the day named; where none is named, settle it by the line's own means. [line 1: due 2026-03-01, convertible from 2026-03-02]"
on 2026-03-02
jpn converts order1
    line 1 100000
agree
balance jpn:due_in_kind:phl F-76/LTR is 0
