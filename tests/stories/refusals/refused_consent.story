# The third principle: consent comes first, for just this thing, act and receiver.
story "Carried out without consent"
after "openings/boats.opening"
phl in boats carries out transfer "RHIB-1" to "Coast guard" as moved1
expect accepted_irregular clause consent because refused_consent
says "accepted_irregular (consent: Before it passes a thing on, uses it for another purpose or disposes of it, the recipient asks for Japan's consent.): Recorded as irregular: it happened without valid cover. Both authorities must regularise, return or contest it. [refused_consent (consent): The donor had not consented to just this beforehand: kind, things and receiver. Ask for consent, wait for the answer, then carry it out. [no consent is named]]"
agree
moved1 is accepted_irregular clause consent
boats shows due answer_loss on 2026-02-09
