# A program of tomorrow, or a broken one, signs what nobody can read. It stays in the log, without effect.
story "An act that cannot be read"
after "openings/delivery.opening"
jpn signs invoice in order1 with body "a10101" insisting by biller as unread1
expect refused_unreadable
says "refused_unreadable: The act cannot be read or computed. Sign a new one from a current node. [field 'lines', at byte 2]"
jpn signs 999 in order1 with body "a0" as unread2
expect refused_unreadable
agree
unread1 is refused_unreadable
unread2 is refused_unreadable
