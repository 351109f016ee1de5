story "Signed for a day too long ago"
after "openings/delivery.opening"
on 2026-11-20
jpn bills order1 due 2026-12-31 dated 2026-09-05 09:00
    line 2 200
expect refused_back_dated clause effective-time
says "refused_back_dated (effective-time): The effective time lies before the back-dating window. Have the other side concur with the date first. [...]"
