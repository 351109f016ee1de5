# Fuel does not count, nor does relief; a service counts, but not as a supply; what is cancelled is given back.
story "What a ceiling counts"
after "openings/every-clause.opening"
jpn and phl hold relief "Typhoon" 2025-01-01 .. 2025-12-31 as typhoon
phl asks jpn under acsa for ex25 in JPY as fuel_order
    line 1 fuel F-76 1000000 LTR reimbursed
jpn offers fuel_order at card1
phl accepts fuel_order
phl asks jpn under acsa for typhoon in JPY as relief_order
    line 1 water WATER 100000 MTQ reimbursed
jpn offers relief_order at card1
phl accepts relief_order
agree
ceiling phl-debts of acsa in 2025 is 0 JPY

phl asks jpn under acsa for ex25 in JPY as service_order
    line 1 facilities BERTH 100 DAY reimbursed
    line 2 water WATER 10000 MTQ reimbursed
jpn offers service_order at card1
phl accepts service_order
agree
ceiling phl-debts of acsa in 2025 is 7500000 JPY supplies 3000000
phl asks jpn under acsa for ex25 in JPY as next_order
    line 1 water WATER 10000 MTQ reimbursed
jpn offers next_order at card1
phl accepts next_order
expect refused_ceiling clause ceilings
phl cancels service_order
phl accepts next_order
agree
ceiling phl-debts of acsa in 2025 is 3000000 JPY supplies 3000000
