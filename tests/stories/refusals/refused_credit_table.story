story "An aircraft that the table does not know"
after "../openings/three_books.opening"
jpn does record_service by issuer
    instrument exchange
    activity drill
    provider jpn
    user phl
    asset C-1
    measured 4 units
    credit 4 units
expect refused_credit_table clause credits
says "refused_credit_table (credits: Hours flown count as equivalent flying hours by the table, each entry from its day on. Who took hours owes them to all others together.): The instrument's table has no entry for that asset on that day, or the credit signed is not what it gives. Name an asset of the table and the credit computed. ['C-1' has no entry on 2026-07-05; the table knows: C-130, C-17, C-2, C-295]"
agree
balances
