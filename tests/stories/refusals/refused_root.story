story "Only the roots may change the accord key"
after "openings/order.opening"
phl changes its accord key by registrar
expect refused_root clause root-act
says "refused_root (root-act): This is for the party's root keys alone. Have as many of them sign as its founding names. [the signer is not a root key]"
