# A boat is lost in a storm: the thirty days of the instrument run until the donor has answered, and the grant stays open so long.
story "A loss waits for its answer"
after "openings/boats.opening"
on 2026-02-01 +08:00
phl in boats reports loss "RHIB-2" because "broke loose in a storm and sank" as loss1
agree
boats shows thing "RHIB-2" with lost lost
boats shows due answer_loss on 2026-03-03
phl in boats reports condition
    item "RHIB-2" down
expect refused_item clause monitoring
on 2026-03-08 +08:00
boats shows overdue answer_loss 5 days
jpn in boats evaluates "One boat in use, one lost."
phl in boats closes
expect refused_open clause note
phl in boats answers loss1 with "none"
expect refused_side clause grant-table
jpn in boats answers loss1 with "No replacement; the other boats get storm moorings."
agree
boats shows no answer_loss
phl in boats closes
agree
boats is closed

# What was not spent is owed no more.
balance phl:granted:jpn JPY is 0
balance jpn:grant_owed:phl JPY is 0
