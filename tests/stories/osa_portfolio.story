# What Japan granted under its security assistance in three fiscal years, to ten partners, each in its own book: 1,975 of
# 2,000 million yen, 5,000 of 5,000, and, of what was signed, 5,200 of 8,100 (DOMAIN 6 and 8.9). One sum over all books.
story "The portfolio of three fiscal years"
on 2026-01-20 +08:00

book jpn-phl
parties jpn phl
jpn and phl ratify osa-phl from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn phl
jpn grants phl 600000000 JPY "Coastal radar" under osa-phl as radars
    for rule_of_law maritime_surveillance
    note "J-2023-1"
    year 2023-04-01
phl in radars accepts note "PHL-2023-1"
jpn grants phl 1600000000 JPY "Boats and radars" under osa-phl as boats
    for rule_of_law maritime_surveillance
    note "J-2024-1"
    year 2024-04-01
phl in boats accepts note "PHL-2024-1"
jpn grants phl 900000000 JPY "Boathouses and slipways" under osa-phl as boathouse
    for rule_of_law maritime_surveillance
    note "J-2025-5"
    year 2025-04-01
phl in boathouse accepts note "PHL-2025-5"
agree

book jpn-mys
parties jpn mys
jpn and mys ratify osa-mys from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn mys
jpn grants mys 400000000 JPY "Rescue boats and drones" under osa-mys as rescue
    for rule_of_law maritime_surveillance
    note "J-2023-2"
    year 2023-04-01
mys in rescue accepts note "MYS-2023-2"
jpn grants mys 3100000000 JPY "Further equipment" under osa-mys as more-mys
    for rule_of_law maritime_surveillance
    note "J-2025-1"
    year 2025-04-01
mys in more-mys accepts note "MYS-2025-1"
agree

book jpn-bgd
parties bgd jpn
bgd and jpn ratify osa-bgd from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between bgd jpn
jpn grants bgd 575000000 JPY "Patrol boats" under osa-bgd as patrol-bgd
    for rule_of_law maritime_surveillance
    note "J-2023-3"
    year 2023-04-01
bgd in patrol-bgd accepts note "BGD-2023-3"
agree

book jpn-fji
parties fji jpn
fji and jpn ratify osa-fji from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between fji jpn
jpn grants fji 400000000 JPY "Patrol boats" under osa-fji as patrol-fji
    for rule_of_law maritime_surveillance
    note "J-2023-4"
    year 2023-04-01
fji in patrol-fji accepts note "FJI-2023-4"
agree

book jpn-idn
parties idn jpn
idn and jpn ratify osa-idn from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between idn jpn
jpn grants idn 1000000000 JPY "Fast patrol craft" under osa-idn as fast
    for rule_of_law maritime_surveillance
    note "J-2024-2"
    year 2024-04-01
idn in fast accepts note "IDN-2024-2"
agree

book jpn-mng
parties jpn mng
jpn and mng ratify osa-mng from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn mng
jpn grants mng 1300000000 JPY "Air traffic control" under osa-mng as air
    for rule_of_law maritime_surveillance
    note "J-2024-3"
    year 2024-04-01
mng in air accepts note "MNG-2024-3"
agree

book jpn-dji
parties dji jpn
dji and jpn ratify osa-dji from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between dji jpn
jpn grants dji 1100000000 JPY "Coastal radar and infrastructure" under osa-dji as coast
    for rule_of_law maritime_surveillance
    note "J-2024-4"
    year 2024-04-01
dji in coast accepts note "DJI-2024-4"
agree

book jpn-lka
parties jpn lka
jpn and lka ratify osa-lka from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn lka
jpn grants lka 500000000 JPY "Equipment" under osa-lka as grant-lka
    for rule_of_law maritime_surveillance
    note "J-2025-2"
    year 2025-04-01
lka in grant-lka accepts note "LKA-2025-2"
agree

book jpn-png
parties jpn png
jpn and png ratify osa-png from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn png
jpn grants png 400000000 JPY "Equipment" under osa-png as grant-png
    for rule_of_law maritime_surveillance
    note "J-2025-3"
    year 2025-04-01
png in grant-png accepts note "PNG-2025-3"
agree

book jpn-ton
parties jpn ton
jpn and ton ratify osa-ton from "instruments/jpn-phl-osa.toml" in force 2023-05-01
    between jpn ton
jpn grants ton 300000000 JPY "Equipment" under osa-ton as grant-ton
    for rule_of_law maritime_surveillance
    note "J-2025-4"
    year 2025-04-01
ton in grant-ton accepts note "TON-2025-4"
agree

portfolio of jpn against 2023-04-01 2000000000 JPY 2024-04-01 5000000000 JPY 2025-04-01 8100000000 JPY
    2023-04-01 4 grants 1975000000 JPY left 25000000
    2024-04-01 4 grants 5000000000 JPY left 0
    2025-04-01 5 grants 5200000000 JPY left 2900000000
portfolio of jpn
    2023-04-01 4 grants 1975000000 JPY
    2024-04-01 4 grants 5000000000 JPY
    2025-04-01 5 grants 5200000000 JPY

# What is only offered, or was declined, is no obligation.
book jpn-phl
jpn grants phl 100000000 JPY "Spare parts" under osa-phl as spares
    for rule_of_law maritime_surveillance
    note "J-2025-6"
    year 2025-04-01
agree
portfolio of jpn against 2025-04-01 8100000000 JPY
    2023-04-01 4 grants 1975000000 JPY
    2024-04-01 4 grants 5000000000 JPY
    2025-04-01 5 grants 5200000000 JPY left 2900000000
# One more note would pass the budget of a year by a single yen: it is shown, and refused by nobody, since a budget is the
# donor's own affair.
jpn grants phl 25000001 JPY "Radar spares" under osa-phl as late
    for rule_of_law maritime_surveillance
    note "J-2023-9"
    year 2023-04-01
phl in late accepts note "PHL-2023-9"
agree
portfolio of jpn against 2023-04-01 2000000000 JPY
    2023-04-01 5 grants 2000000001 JPY left -1
    2024-04-01 4 grants 5000000000 JPY
    2025-04-01 5 grants 5200000000 JPY
