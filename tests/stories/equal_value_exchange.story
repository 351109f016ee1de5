# Ten days at a berth for six days in a hangar, fixed on the signed order. Each part received is worth its part of the whole.
story "Equal value, received in parts"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 facilities BERTH 10 DAY exchanged for equal value for HANGAR 6 DAY due 2025-09-30 at "Clark"
jpn offers order1
phl accepts order1
jpn issues order1 as issue1
    line 1 5
phl receives issue1
    line 1 5
agree
balance jpn:exchange_due:phl HANGAR/DAY is 3
balance phl:exchange_owed:jpn HANGAR/DAY is -3
# Money is not what was agreed.
jpn bills order1 due 2025-05-01 as invoice1
    line 1 5
expect refused_means clause invoice
jpn issues order1 as issue2
    line 1 5
phl receives issue2
    line 1 4 because short_delivery
jpn issues order1 correcting issue2 as issue3
    line 1 4
agree
balance jpn:exchange_due:phl HANGAR/DAY is 5.4
# Berths are not hangars.
phl returns order1 as berth
    line 1 1 of BERTH DAY
expect accepted_irregular clause replacement
phl returns order1 as return1
    line 1 5.4 of HANGAR DAY
jpn accepts return1
    line 1 5.4
agree
balance jpn:exchange_due:phl HANGAR/DAY is 0
