# 20 to 26 February 2026: ships of three parties practised replenishment at sea, and no quantity was published (DOMAIN 8.18). A dry
# approach is a fact worth keeping, and nothing owed.
story "Replenishment drills"
on 2026-02-18 +08:00
parties jpn phl usa
jpn opens exercise "Replenishment drill" with jpn phl usa 2026-02-20 .. 2026-02-26 as drill
phl concurs in drill
usa concurs in drill
agree
on 2026-02-21
phl records dry_approach "Approach, lines passed, hose not coupled" in drill as dry1
jpn records dry_approach "The same, seen from the other ship" in drill
agree
dry1 is final
balances

# Outside the exercise it is kept as well, and shown as what it is.
on 2026-02-27
usa records dry_approach "One more on the way home" in drill
expect accepted_irregular clause activity because refused_window
agree
balances
