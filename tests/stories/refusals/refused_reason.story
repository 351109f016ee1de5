story "A shortage without its reason"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 100000
phl receives issue1
    line 1 99000
expect refused_reason clause receipt
says "refused_reason (receipt): A difference needs its reason. Say why received and issued differ. [line 1: 100000 issued, 99000 received in all]"
