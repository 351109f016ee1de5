story "A key that was used before"
after "openings/order.opening"
phl appoints second_issuer with issuer on the key of issuer
expect refused_key_known clause appointment
says "refused_key_known (appointment): That key was already used in this partnership. Make a new key pair."
