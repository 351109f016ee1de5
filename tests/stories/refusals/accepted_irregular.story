story "Issued beyond the order"
after "openings/order.opening"
jpn issues order1 as issue1
    line 2 201
expect accepted_irregular clause order-line because refused_quantity
says "accepted_irregular (order-line): Recorded as irregular: it happened without valid cover. Both authorities must regularise, return or contest it. [refused_quantity (order-line): The quantity is not above zero, or more than the line still allows. Lower it to what the line still allows. [line 2: 200 ordered, 0 issued before, 201 now]]"
agree
balance jpn:irregular:phl WATER/MTQ is -201
