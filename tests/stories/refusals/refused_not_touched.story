story "A third party speaks to a flight that is not its own"
after "../openings/three_books.opening"
jpn does record_service by issuer as flight1
    instrument exchange
    activity drill
    provider jpn
    user phl
    asset C-130
    measured 4 units
    credit 4 units
usa does confirm_credit in flight1 by receiver
    agreed yes
expect refused_not_touched clause credit
says "refused_not_touched (credit): Only a party that it touches may speak to it, and once. Leave it to the parties named. [jpn, phl]"
jpn does confirm_credit in flight1 by issuer
    agreed yes
expect refused_not_touched clause credit
agree
