# A node that has said no to a transfer starts again: it still knows the grant, and that it said no.
story "A consent denied, and a restart"
after "openings/boats.opening"
phl in boats asks for transfer "RHIB-1" to "Coast guard" because "patrols near the shore" as asked1
agree
boats shows due answer_consent
jpn in boats denies to asked1
agree
boats shows no answer_consent
jpn restarts
phl restarts
boats shows thing "RHIB-1" with recipient
boats shows no answer_consent
jpn in boats consents to asked1
expect refused_already
phl in boats carries out transfer "RHIB-1" to "Coast guard" under asked1
expect accepted_irregular clause consent because refused_consent
agree
