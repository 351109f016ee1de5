story "A seat that was revoked"
after "openings/order.opening"
jpn revokes issuer
jpn issues order1 as issue1
    line 1 60000
expect refused_revoked clause revocation
says "refused_revoked (revocation): The seat was revoked before this act. A current office-holder must sign. [stood by up to act 0]"
