# The parties raised the rules to a version that these nodes do not know: they stop and do not guess.
story "Rules that this node does not know"
after "openings/order.opening"
jpn raises the rules to 2 from height 9
phl raises the rules to 2 from height 9
agree
jpn issues order1 as issue1
    line 1 60000
expect local_upgrade
says "local_upgrade: This node does not know the rules version in force. Upgrade it; it will not guess."
