story "Marked above what the node may hold"
after "openings/order.opening"
jpn issues order1 marked restricted
    line 1 60000
expect local_marking
says "local_marking: The handling marking is above what this node may hold. Use the channel meant for it. [restricted, this node's ceiling is official]"

# From a partner whose node may hold more: neither by stick nor by the link does it come in.
the node of jpn holds at most restricted
jpn issues order1 marked restricted as issue1
    line 1 60000
jpn carries issue1 to phl
expect local_marking
says "local_marking: The handling marking is above what this node may hold. Use the channel meant for it. [restricted, this node's ceiling is official]"
talk
issue1 is pending at jpn
issue1 is unknown at phl
