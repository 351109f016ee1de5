story "Only its currencies, only its units"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in USD as order1
    line 1 fuel F-76 1000 LTR reimbursed
expect refused_currency clause currencies
# Barrels are a known unit, but fuel is counted in litres or kilolitres here; what a meter shows in barrels is converted.
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 10 BLL reimbursed
expect refused_unit clause fuel
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 10 K6 replaced in kind
agree
order1 is requested
