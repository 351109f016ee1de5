story "Raising the rules to where they are"
after "openings/order.opening"
jpn raises the rules to 1 from height 100
expect refused_rules clause rules-version
says "refused_rules (rules-version): The rules version is not above the one in force, or its height has passed. Name a higher version and a height still to come. [version 1 holds at height 8; named is 1 from height 100]"
