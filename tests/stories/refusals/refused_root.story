story "Only the roots may change the accord key"
after "openings/order.opening"
phl changes its accord key by registrar
expect refused_root clause root-act
says "refused_root (root-act): Only the party's root keys may do this, with the number of signatures its founding names. [the signer is not a root key]"
