story "Signing on a seat that was never appointed"
after "openings/order.opening"
jpn issues order1 by stowaway
    line 1 60000
expect local_no_seat
says "local_no_seat: This node holds no key for that seat. Sign on the node that holds it, or make a seat here and have it appointed. [...]"
