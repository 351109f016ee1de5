# A boat goes to another service before Japan has said yes. It happened, so it is recorded, as irregular; the clock runs until the
# donor has answered. With consent the same is regular.
story "Handed on before consent"
after "openings/boats.opening"
phl in boats asks for transfer "RHIB-1" "RHIB-2" to "Coast guard" because "patrols near the shore" as asked1
phl in boats carries out transfer "RHIB-1" to "Coast guard" under asked1 as moved1
expect accepted_irregular clause consent because refused_consent
agree
boats shows thing "RHIB-1" with transferred
boats shows due answer_loss on 2026-02-09
boats shows due answer_consent

on 2026-01-20 +08:00
jpn in boats consents to asked1 if "marked as a gift of Japan"
jpn in boats answers moved1 with "The transfer stands; the next one waits for the answer."
phl in boats carries out transfer "RHIB-2" to "Coast guard" under asked1
agree
boats shows no answer_loss
boats shows thing "RHIB-2" with transferred

# Another purpose, disposal: each needs its own.
phl in boats carries out other_purpose "RHIB-2" to "parades" under asked1 as parade
expect accepted_irregular clause consent because refused_consent
phl in boats asks for disposal "RHIB-1" because "hull beyond repair" as asked2
jpn in boats denies to asked2
phl in boats carries out disposal "RHIB-1" under asked2
expect accepted_irregular clause consent because refused_consent
agree
boats shows thing "RHIB-1" with disposed disposed
parade is accepted_irregular clause consent
