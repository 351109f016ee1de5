# 5,536 kilolitres of diesel at 30 degrees are 70 kilolitres less at 15: the ledger counts at 15, and keeps what was observed
# [DOMAIN 4].
story "Fuel at 15 degrees"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 fuel F-76 6000 K6 replaced in kind
jpn offers order1
phl accepts order1
jpn issues order1 as issue1
    line 1 5466.2464 read 5536 K6 at 30.00 C density 845.0
phl receives issue1
    line 1 5466.2464 read 5466246.4 LTR
agree
balance jpn:due_in_kind:phl F-76/K6 is 5466.2464

# The factor of the wrong table, as one public calculator has it.
jpn issues order1
    line 1 99.16 read 100 K6 at 30.00 C density 845.0 at 9916/10000
expect refused_conversion clause quantity
says "refused_conversion (quantity): The figures entered do not follow from the reading: unit, temperature or density. Enter the reading again and let the program convert it. [one K6 is 4937/5000 K6, signed 9916/10000]"
