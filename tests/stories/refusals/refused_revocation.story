story "Taking back what is agreed"
after "openings/delivery.opening"
jpn revokes issuer after act 0
expect refused_revocation clause revocation
says "refused_revocation (revocation): The last act stood by lies below one already agreed. Name that one or a later one. [act 1 is agreed, 0 is named]"
