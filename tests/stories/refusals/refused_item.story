# Nobody reports on what is not in the recipient's hands; a thing is lost by a report of loss.
story "Reported before it was handed over"
after "openings/grants.opening"
jpn in boats hands over lot 1 at PHSFS "Subic" as handover1
    item "RHIB-1" "Rigid-hulled inflatable boat"
phl in boats confirms handover1
jpn in boats hands over lot 1 at PHSFS "Subic"
    item "RHIB-2" "Rigid-hulled inflatable boat"
phl in boats reports condition
    item "RHIB-2" ready
expect refused_item clause monitoring
says "refused_item (monitoring: Things have serial numbers; the recipient says where and how they are, and the donor inspects. How often, the two sides fill in.): The thing named is not in the recipient's hands by the record, or what is said of it belongs to another act. Confirm its handover, or report a loss or carry out a disposal instead. ['RHIB-2': its handover is not confirmed]"
phl in boats reports condition
    item "RHIB-1" lost
expect refused_item clause monitoring
