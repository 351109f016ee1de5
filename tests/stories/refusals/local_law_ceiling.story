# The United States may take supplies worth twenty million dollars in a fiscal year from all partners outside NATO together.
story "A yearly ceiling of the taker's own law"
on 2026-09-01 +09:00
parties jpn usa
jpn and usa ratify acsa from "instruments/jpn-usa-acsa-2017.toml" in force 2017-04-25
jpn and usa hold exercise "Keen Sword" 2026-08-01 .. 2027-12-31 as exercise
usa follows its own law from "instruments/overlays/usa-10usc-ch138.toml"
usa asks jpn under acsa for exercise in USD as order1
    line 1 spare_parts VALVE 100000 EA reimbursed
    bill to "NAVSUP Yokosuka", funds "OMN 2026", liability "none beyond this order", needs "none"
    reference "C7F-2026-1", unit "Seventh Fleet", place "Yokosuka", needed on 2026-12-01
expect local_law_ground clause acquisition
usa asks jpn under acsa for exercise in USD as order1
    line 1 spare_parts VALVE 100000 EA reimbursed
    bill to "NAVSUP Yokosuka", funds "OMN 2026", liability "none beyond this order", needs "none"
    reference "C7F-2026-1", unit "Seventh Fleet", place "Yokosuka", needed on 2026-12-01
    declares ground "section-2341" by authority "J4 delegation 7"
jpn offers order1
    line 1 at 150.00
    unit "Fleet Escort Force", payee "Maritime Staff Office", remit to "Tokyo"
    declares ground "joint-exercise" not hindering by authority "MOD order 12"
usa accepts order1
agree
order1 is accepted
usa asks jpn under acsa for exercise in USD as order2
    line 1 spare_parts VALVE 100000 EA reimbursed
    bill to "NAVSUP Yokosuka", funds "OMN 2026", liability "none beyond this order", needs "none"
    reference "C7F-2026-2", unit "Seventh Fleet", place "Yokosuka", needed on 2026-12-01
    declares ground "section-2341" by authority "J4 delegation 7"
jpn offers order2
    line 1 at 60.00
    unit "Fleet Escort Force", payee "Maritime Staff Office", remit to "Tokyo"
    declares ground "joint-exercise" not hindering by authority "MOD order 12"
usa accepts order2
expect local_law_ceiling clause ceilings
says "local_law_ceiling (ceilings: In a fiscal year, before netting: debts of 200 million dollars and credits of 150 million with NATO states and bodies, of the debts at most 50 million for supplies; debts of 60 million and credits of 75 million with others, of the debts at most 20 million for supplies. Not counted are fuel and lubricants, and support in active hostilities, contingency, humanitarian, disaster and peacekeeping operations.): It would pass a yearly ceiling of the party's own law. Reduce it, or have the competent authority raise or waive the ceiling. [ceiling 'other-debts' for supplies is 20000000.00 USD; used 15000000.00 USD, this adds 6000000.00 USD]"
order2 is offered
# In the next fiscal year there is room again.
on 2026-10-01
usa accepts order2
agree
order2 is accepted
