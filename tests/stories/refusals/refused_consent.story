# The third principle: consent comes first, for just this thing, act and receiver.
story "Carried out without consent"
after "openings/boats.opening"
phl in boats carries out transfer "RHIB-1" to "Coast guard" as moved1
expect accepted_irregular clause consent because refused_consent
agree
moved1 is accepted_irregular clause consent
boats shows due answer_loss on 2026-02-09
