# Ammunition from Japan to Australia: the text of 2010 forbids it, the text of 2017 allows it. Each order is judged by
# the instrument it names.
story "Ammunition under the texts of 2010 and 2017"

on 2026-09-01 +10:00
parties aus jpn
aus and jpn ratify acsa2010 from "instruments/jpn-aus-acsa-2010.toml" in force 2013-01-31
aus and jpn ratify acsa2017 from "instruments/jpn-aus-acsa-2017.toml" in force 2017-09-06
aus and jpn hold exercise "Southern Jackaroo" 2026-08-01 .. 2026-10-31 as jackaroo

aus asks jpn under acsa2010 for jackaroo in AUD as order1
    line 1 ammunition 5-56MM 10000 H87 replaced in kind
expect refused_excluded clause no-ammunition

aus asks jpn under acsa2017 for jackaroo in AUD as order2
    line 1 ammunition 5-56MM 10000 H87 replaced in kind
agree
order2 is requested

# Weapons stay out under both.
aus asks jpn under acsa2017 for jackaroo in AUD as order3
    line 1 weapons RIFLE 1 EA replaced in kind
expect refused_excluded clause no-weapons
