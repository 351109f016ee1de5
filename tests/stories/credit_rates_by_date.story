story "The table of the day on which it flew"
after "openings/three_books.opening"
on 2026-09-30
usa does record_service by issuer as september
    instrument exchange
    activity drill
    provider usa
    user jpn
    asset C-17
    measured 5 units
    credit 15 units
on 2026-10-01
usa does record_service by issuer as october
    instrument exchange
    activity drill
    provider usa
    user jpn
    asset C-17
    measured 5 units
    credit 15 units
expect refused_credit_table clause credits
usa does record_service by issuer as october
    instrument exchange
    activity drill
    provider usa
    user jpn
    asset C-17
    measured 5 units
    credit 16 units
jpn does confirm_credit in september by receiver
    agreed yes
jpn does confirm_credit in october by receiver
    agreed yes
agree
balance usa:credit:jpn EFH/HUR is 31
