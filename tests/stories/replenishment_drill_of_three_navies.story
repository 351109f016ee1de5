# 15 and 16 February 2026: ships of Australia, the Philippines and the United States practised replenishment, and no quantity was published
# (DOMAIN 8.18). Nobody of Japan is in this book, and nobody gave anything: what was done is kept, and nothing is owed.
story "Replenishment drill of three navies"
on 2026-02-13 +08:00
parties aus phl usa
phl opens exercise "Cooperative activity, February" with aus phl usa 2026-02-15 .. 2026-02-16 as drill
aus concurs in drill
agree
# Before all have said yes it is nobody's activity yet.
on 2026-02-15
aus records dry_approach "Approach on the port side" in drill
expect accepted_irregular because refused_not_concurred
usa concurs in drill
agree
aus records dry_approach "Approach on the port side, lines passed" in drill as dry1
usa records dry_approach "The same, seen from the oiler" in drill
phl records meeting "Debrief by radio" in drill
agree
dry1 is final
balances
on 2026-02-17
phl records dry_approach "One more, for the cameras" in drill
expect accepted_irregular clause activity because refused_window
agree
balances
an auditor reads the record of aus
expect accepted
