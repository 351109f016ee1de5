story "Weapons are never given"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 weapons RIFLE 10 EA reimbursed
expect refused_excluded clause no-weapons
says "refused_excluded (no-weapons): The instrument excludes that category when this party supplies. ['jpn' may not supply 'weapons' under jpn-phl-acsa-2026]"
