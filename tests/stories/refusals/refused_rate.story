story "Not the price on the card"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 1000 LTR reimbursed
jpn offers order1 at card1
    line 1 at 99
expect refused_rate clause rate-card
says "refused_rate (rate-card): The rate card is not the supplier's, does not hold on that date, overlaps another, or says another figure. Publish or cite the right card. [line 1 is 99 for 1, the card says 98 for 1]"

# Without a card, with the other side's card, and a second card for the same days.
jpn offers order1
    line 1 at 98
expect refused_rate clause prices
jpn offers order1 at card2
expect refused_rate clause rate-card
jpn publishes rates under acsa in JPY 2025-12-01 .. 2026-12-31
    fuel any LTR at 120
expect refused_rate clause rate-card
says "refused_rate (rate-card): The rate card is not the supplier's, does not hold on that date, overlaps another, or says another figure. Publish or cite the right card. [it overlaps the card of 2025-01-01 to 2025-12-31]"

jpn offers order1 at card1
agree
order1 is offered
