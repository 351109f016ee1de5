# An officer leaves. What was signed before stands; what the old key signs afterwards does not.
story "A revoked seat"
after "openings/order.opening"

on 2026-09-03
jpn issues order1 as issue1
    line 1 50000
jpn revokes issuer
agree
jpn issues order1 as issue2
    line 1 50000
expect refused_revoked clause revocation
issue1 is final
balance jpn:issued:phl F-76/LTR is -50000

jpn appoints issuer again with issuer
jpn issues order1 as issue2
    line 1 50000
agree
balance jpn:issued:phl F-76/LTR is -100000
