# As in January 2011, when two nations gave hours so that a third could have its stores moved (DOMAIN 3): one who has credit hands
# it to another, and everybody it touches signs.
story "Flying hours, and credit handed on"
after "openings/three_books.opening"
jpn does record_service by issuer as flight1
    instrument exchange
    activity drill
    provider jpn
    user phl
    asset C-2
    measured 4 units
    credit 7 units
    place "Mactan"
agree
flight1 is recorded
balances
phl does confirm_credit in flight1 by receiver
    agreed yes
agree
flight1 is agreed
balance jpn:credit:phl EFH/HUR is 7
balance phl:credit:jpn EFH/HUR is -7

# The United States needs hours of its own; Japan gives three of its seven, for a need of the Philippines.
jpn does assign_credit by approver as gift
    instrument exchange
    from jpn
    to usa
    beneficiary phl
    credit 3 units
    purpose "so that relief goods can fly on"
agree
# What is promised is promised: of seven only four are free.
jpn does assign_credit by approver
    instrument exchange
    from jpn
    to phl
    beneficiary phl
    credit 5 units
    purpose "more than is left"
expect refused_credit clause assignment
usa does confirm_credit in gift by approver
    agreed yes
agree
gift is recorded
balance usa:credit:jpn EFH/HUR is 0
phl does confirm_credit in gift by approver
    agreed yes
agree
gift is agreed
balance usa:credit:jpn EFH/HUR is 3
balance jpn:credit:usa EFH/HUR is -3

# A refusal ends a case with its reason, and nothing is counted.
jpn does record_service by issuer as flight2
    instrument exchange
    activity drill
    provider jpn
    user usa
    asset C-130
    measured 10 units
    credit 10 units
usa does confirm_credit in flight2 by receiver
    agreed no
    reason "it flew for nobody of ours"
agree
flight2 is refused
balance jpn:credit:usa EFH/HUR is -3
an auditor reads the record of phl
expect accepted
