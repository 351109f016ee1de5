# The note is 1,600 million yen and no more, for contracts as for money.
story "Spent past the note"
after "openings/grants.opening"
jpn in boats awards lot 2 "Spare engines" to "A boatyard" 1
    milestone 1 "Engines" due 2026-03-31 1
expect refused_obligation clause note
says "refused_obligation (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): It goes past the note: more than the note, the lot or the milestone still holds. Lower the figure, or exchange a new note for the rest. [lot 2 of 1: the note holds 0 more]"
phl in boats reaches lot 1 milestone 1 as hulls
jpn in boats confirms hulls
jpn in boats disburses lot 1 milestone 1 1600000001 reference "Transfer 1"
expect refused_obligation clause note
says "refused_obligation (note: Each grant stands on an exchange of notes. The figure in yen is the obligation; what it is worth in another currency is information only.): It goes past the note: more than the note, the lot or the milestone still holds. Lower the figure, or exchange a new note for the rest. [1600000001 goes past the note]"
jpn in boats disburses lot 1 milestone 1 1000000001 reference "Transfer 1"
expect refused_obligation clause note
jpn in boats disburses lot 1 milestone 1 1000000000 reference "Transfer 1"
jpn in boats disburses lot 1 milestone 1 1 reference "Transfer 2"
expect refused_obligation clause note
agree
balance jpn:grant_owed:phl JPY is -600000000
