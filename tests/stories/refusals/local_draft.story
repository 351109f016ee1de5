story "A draft that is not one map"
after "openings/order.opening"
jpn signs invoice in order1 with body "a1" by biller
expect local_draft
says "local_draft: The draft cannot be read. Correct the field named. [the body is not one canonical map]"
