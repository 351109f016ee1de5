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
says "refused_credit (assignment: A party may hand credit that it has to another, also for the need of a third; every party that it touches signs.): It assigns more credit than the party holds, or takes more than the instrument lets it owe. Lower the figure, or earn credit first. ['jpn' has 0 millionths of EFH/HUR free, and would assign 1000000]"
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
