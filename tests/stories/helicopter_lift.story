# Contracted lift for 773 million dollars, 17 partners who paid and 21 who did not, and no manifests [DOMAIN 8.7]. Which nation
# paid is not public: the two of the story stand for one of each.
story "Helicopter lift: who pays, who is let off, and by what it is measured"

on 2018-01-05 +04:00
parties aus phl usa
usa proposes acsa from "instruments/metered-services.toml"
agree
usa ratifies acsa in force 2017-09-01
aus ratifies acsa in force 2017-09-01
phl ratifies acsa in force 2017-09-01
aus and phl and usa hold other "Lift in theatre" 2017-09-01 .. 2020-09-30 as lift

# Nothing to measure it by, no offer.
aus asks usa under acsa for lift in USD as paying
    line 1 helicopter_lift CH-47 300 HUR reimbursed
usa offers paying
    line 1 parts hours 9000.00
expect refused_incomplete clause lift
says "refused_incomplete (lift: Lift by helicopter is charged by the hour, by passenger and cargo manifests.): An element that the instrument asks for is missing. Fill in the element named, then sign again. [line 1: what the service is measured by]"
usa offers paying
    line 1 parts hours 9000.00 metered by "passenger and cargo manifests"
aus accepts paying

# Free of charge is a decision that somebody signs.
phl asks usa under acsa for lift in USD as let_off
    line 1 helicopter_lift CH-47 100 HUR reimbursed metered by "passenger and cargo manifests"
usa offers let_off
    line 1 parts hours 0 of 9000.00
expect refused_component clause prices
usa offers let_off
    line 1 parts hours 0 of 9000.00 waived by "Secretary of Defense, memo 17-114"
phl accepts let_off
agree
paying line 1 is billed 9000.00 of 9000.00
let_off line 1 is billed 0.00 of 9000.00

on 2018-01-31
usa issues paying as january1
    line 1 40
usa issues let_off as january2
    line 1 12
aus receives january1
    line 1 40
phl receives january2
    line 1 12
agree
# The hours of both are in the books; the money of the two is apart.
balance aus:received:usa CH-47/HUR is 40
balance phl:received:usa CH-47/HUR is 12
balance usa:unbilled:aus USD is 360000.00
balance usa:unbilled:phl USD is 0.00

# February has no manifest for the partner that pays: its hours stand still, and what is billed is January's alone.
on 2018-02-28
usa bills paying due 2018-04-30 as invoice1
    line 1 80
expect refused_unreceived clause invoice
usa bills paying due 2018-04-30 as invoice1
    line 1 40
agree
balance usa:receivable:aus USD is 360000.00

# A month that the paying partner did not use, and one that nobody billed, stand out; who was let off is not asked.
on 2018-03-20
usa issues paying as march1
    line 1 25
aus receives march1
    line 1 25
agree
paying line 1 alarms "2018-02 unused"
on 2018-05-02
paying line 1 alarms "2018-02 unused" "2018-03 uninvoiced" "2018-04 unused"
let_off line 1 alarms nothing
usa bills paying due 2018-07-31 as invoice2
    line 1 25
agree
paying line 1 alarms "2018-02 unused" "2018-04 unused"
