story "A line that nobody ordered"
after "openings/order.opening"
jpn issues order1
    line 7 100
expect refused_line clause order-line
says "refused_line (order-line): There is no such line in the order, or it is named twice. Name a line that the order has, and each once. [line 7]"
