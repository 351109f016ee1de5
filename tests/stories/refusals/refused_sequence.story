story "A number out of turn"
after "openings/order.opening"
jpn issues order1 numbered 9 as issue1
    line 1 100000
expect refused_sequence clause sequence
says "refused_sequence (sequence): The act does not follow its seat's previous one. Sign on the node that holds the seat."
agree
issue1 is refused_sequence
