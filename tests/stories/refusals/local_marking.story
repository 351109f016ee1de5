story "Marked above what the node may hold"
after "openings/order.opening"
jpn issues order1 marked restricted
    line 1 60000
expect local_marking
says "local_marking: The handling marking is above what this node may hold. Use the channel meant for it. [restricted]"
