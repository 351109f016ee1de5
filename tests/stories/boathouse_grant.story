# Boathouses and slipways for the navy's boats, signed in January 2026: 900 million yen is what is owed. Three papers told it in
# two other currencies; none of that is owed. It belongs to the grant of the boats, which lie in it afterwards.
story "The boathouse: one obligation, three conversions"
after "openings/boats.opening"
balance phl:granted:jpn JPY is 1600000000

on 2026-01-15 +08:00
jpn grants phl 900000000 JPY "Boathouses and slipways" under osa as boathouse
    for rule_of_law maritime_surveillance
    note "J-2026-1"
    year 2025-04-01
    site PHSFS "Subic"
    link boats "boathouse for"
boathouse is offered
boathouse shows due answer_note
phl in boathouse accepts note "P-2026-1"
agree
boathouse is agreed
balance phl:granted:jpn JPY is 2500000000
balance jpn:grant_owed:phl JPY is -2500000000

on 2026-01-16 +08:00
phl in boathouse converts at 2/3 to 6000000.00 USD from "First paper" of 2026-01-15
phl in boathouse converts at 337/9 to 337000000.00 PHP from "Second paper" of 2026-01-16
jpn in boathouse converts at 341/9 to 341000000.00 PHP from "Third paper" of 2026-01-16
agree
balance phl:granted:jpn JPY is 2500000000
boathouse shows public sheet of 900000000 JPY with 3 conversions linked with 1
boats shows public sheet of 1600000000 JPY linked with 1

# Half is paid for the foundations once both have seen them; the rest when the house stands.
on 2026-02-02 +08:00
jpn in boathouse awards lot 1 "Boathouse and slipway" to "A builder" 900000000
    milestone 1 "Foundations" due 2026-06-30 450000000
    milestone 2 "House and slipway" due 2026-12-31 450000000
boathouse is procuring
phl in boathouse reaches lot 1 milestone 1 as foundations
jpn in boathouse confirms foundations
jpn in boathouse disburses lot 1 milestone 1 450000000 reference "Transfer 1" as transfer1
agree
balance jpn:disbursing:phl JPY is -450000000
balance jpn:grant_owed:phl JPY is -2050000000
phl in boathouse confirms transfer1
agree
balance phl:granted:jpn JPY is 2050000000
boathouse shows due milestone on 2026-12-31

on 2026-12-01 +08:00
phl in boathouse reaches lot 1 milestone 2 as house
jpn in boathouse confirms house
jpn in boathouse disburses lot 1 milestone 2 450000000 reference "Transfer 2" as transfer2
phl in boathouse confirms transfer2
jpn in boathouse hands over lot 1 at PHSFS "Subic" as keys
    item "BH-1" "Boathouse"
    item "SLIP-1" "Slipway"
boathouse shows thing "BH-1" with donor
phl in boathouse confirms keys
agree
boathouse is delivered
boathouse shows thing "BH-1" with recipient
balance phl:granted:jpn JPY is 1600000000
boathouse shows due evaluation on 2028-12-01

# The boats, as their unit reports them and as they were found, lie in the house that was built for them.
phl in boats reports condition
    item "RHIB-1" ready with "Boat squadron" at PHSFS "Subic" berth "BH-1"
    item "RHIB-2" limited with "Boat squadron" berth "BH-1"
agree
boats shows thing "RHIB-1" with recipient ready berth "BH-1" of boathouse
boats shows thing "RHIB-2" with recipient limited berth "BH-1" of boathouse
boats shows due report on 2027-06-01
jpn in boats inspects "both afloat"
    item "RHIB-1" ready berth "BH-1"
    item "RHIB-2" ready berth "BH-1"
agree

on 2027-12-01 +08:00
boats shows overdue report 183 days
jpn in boathouse evaluates "In daily use; boats are under cover."
phl in boathouse closes
agree
boathouse is closed
boathouse shows public sheet of 900000000 JPY with 3 conversions linked with 1 result "In daily use; boats are under cover."
boathouse shows no evaluation

# The record, rebuilt from its statements alone, gives the same books.
an auditor reads the record of jpn
expect accepted
