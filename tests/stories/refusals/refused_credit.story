story "Credit that nobody owns, and more debt than allowed"
after "../openings/three_books.opening"
jpn does assign_credit by approver
    instrument exchange
    from jpn
    to usa
    beneficiary usa
    credit 1 units
    purpose "a gift of nothing"
expect refused_credit clause assignment
usa does record_service by issuer
    instrument exchange
    activity drill
    provider usa
    user phl
    asset C-17
    measured 200 units
    credit 600 units
expect refused_credit clause credits
agree
balances
