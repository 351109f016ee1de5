# 2003: a newspaper printed 2,986,800 litres for 18,704 barrels. That is 159.69 litres to the barrel, which no barrel holds.
story "A barrel of the wrong size"

on 2003-02-20 at 08:00 +03:00
parties jpn usa
jpn and usa ratify acsa from "instruments/jpn-usa-at-sea.toml" in force 2002-01-01
jpn and usa hold other "Maritime interdiction" 2003-01-01 .. 2003-12-31 as operation
usa asks jpn under acsa for operation in USD as order1
    line 1 fuel F-76 3000000 LTR replaced in kind
jpn offers order1
usa accepts order1
agree

on 2003-02-25 at 14:00
jpn issues order1 as issue1
    line 1 2986800 read 18704 BLL at 2986800/18704
expect refused_conversion clause quantity
says "refused_conversion (quantity): The figures entered do not follow from the reading: unit, temperature or density. Enter the reading again and let the program convert it. [one BLL is 9936705933/62500000 LTR, signed 2986800/18704]"
jpn issues order1 as issue1
    line 1 2973698.364333 read 18704 BLL
agree
balance jpn:issued:usa F-76/LTR is -2973698.364333

# A thermometer that shows 200 degrees.
jpn issues order1
    line 1 1000 read 1000 LTR at 200.00 C density 845.0
expect refused_conversion clause quantity
