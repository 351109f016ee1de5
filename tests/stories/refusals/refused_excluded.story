story "Weapons are never given"
after "openings/exercise.opening"
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 weapons RIFLE 10 EA reimbursed
expect refused_excluded clause no-weapons
says "refused_excluded (no-weapons: Neither side gives weapons.): The instrument excludes that category when this party supplies. Ask for a category that this party may give, as named below. ['jpn' may not supply 'weapons' under jpn-phl-acsa-2026; it may supply: ammunition, base_support, billeting, clothing, communications, facilities, food, fuel, medical, port_airport_services, repair, spare_parts, storage, training, transport, water]"
