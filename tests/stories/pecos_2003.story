# 25 February 2003: the oiler Tokiwa gave the oiler Pecos 18,704 barrels, that is 785,568 US gallons; 200,000 gallons were
# reported. Here the two figures cannot both stand: the order never closes until one of them is corrected.
story "Pecos 2003: giver and taker disagree"

on 2003-02-20 at 08:00 +03:00
parties jpn usa
jpn and usa ratify acsa from "instruments/jpn-usa-at-sea.toml" in force 2002-01-01
jpn and usa hold other "Maritime interdiction" 2003-01-01 .. 2003-12-31 as operation
usa asks jpn under acsa for operation in USD as order1
    line 1 fuel F-76 800000 GLL replaced in kind
jpn offers order1
usa accepts order1
agree

on 2003-02-25 at 14:00
jpn issues order1 as issue1
    line 1 785568 read 18704 BLL at 42/1
usa receives issue1 as receipt1
    line 1 200000 because measurement
agree
balance jpn:issued:usa F-76/GLL is -785568
balance usa:received:jpn F-76/GLL is 200000
# The gap has a place of its own in the books of both.
balance jpn:transit:usa F-76/GLL is 585568

# Not even a full return of what was admitted closes it.
on 2003-03-10
usa returns order1 as return1
    line 1 200000
jpn accepts return1
    line 1 200000
agree
balance jpn:due_in_kind:usa F-76/GLL is 0
usa closes order1
expect refused_open clause order-close
jpn closes order1
expect refused_open clause order-close

# 200,000 gallons were wrong. The receipt is corrected; the old one stays in the log.
on 2003-03-15
usa receives issue1 correcting receipt1 as receipt2
    line 1 785568 read 18704 BLL at 42/1
agree
receipt1 is final
balance jpn:transit:usa F-76/GLL is 0
balance jpn:due_in_kind:usa F-76/GLL is 585568
usa returns order1 as return2
    line 1 585568
jpn accepts return2
    line 1 585568
agree
usa closes order1
agree
order1 is closed
