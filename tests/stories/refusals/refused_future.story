story "Signed for tomorrow"
after "openings/delivery.opening"
jpn bills order1 due 2026-12-31 dated 2026-09-05 09:00
    line 2 200
expect refused_future clause effective-time
says "refused_future (effective-time): The effective time lies after the accord. Record it when it has happened, or have the other side concur with the date first. [...]"
