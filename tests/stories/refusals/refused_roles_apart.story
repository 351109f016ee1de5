# One officer asks and would accept as well. The agreement keeps the two apart, so another must sign.
story "Asked and approved by one hand"
after "openings/every-clause.opening"
phl appoints purser with requester approver up to 1000000 JPY
phl asks jpn under acsa for ex25 in JPY by purser as order1
    line 1 fuel F-76 1000 LTR reimbursed
jpn offers order1 at card1
phl accepts order1 by purser
expect refused_roles_apart clause duties
says "refused_roles_apart (duties: Whoever asks does not approve; whoever receives does not bill.): The instrument keeps these two roles apart within one order. Let another office-holder sign, or one of a small unit whose warrant combines them. ['purser' was requester and is now approver]"
phl accepts order1
agree
order1 is accepted
