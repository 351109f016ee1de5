story "Too late to cancel"
after "openings/delivery.opening"
phl cancels order1
expect refused_state clause case-table
says "refused_state (case-table): The case is not in a state that allows this act. Look at the case to see what may come next. [the order is delivering]"
