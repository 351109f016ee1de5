# Japan - Australia: the access agreement in force since 13 August 2023. An Australian ship's company at Yokosuka; the host consents with a
# condition, a vehicle comes that no plan names, and what was to go out again goes.
story "An Australian visit to Japan"
on 2026-02-02 +09:00
parties aus jpn
aus and jpn ratify raa from "instruments/jpn-aus-raa-2022.toml" in force 2023-08-13 with visits.consent_days = 14
jpn and aus hold exercise "Trident 26" 2026-02-09 .. 2026-02-20 as trident
aus visits jpn under raa for trident as visit1
    purpose "Harbour phase"
    window 2026-02-09 .. 2026-02-20
    unit "HMAS Toowoomba"
    place JPYOS "Yokosuka"
    people 22 officer
    people 150 enlisted
    craft ship Anzac "FFH 156"
    arms 1 weapon "small arms" 60 stored "aboard"
    goods 1203 60 LTR
    drivers 3 "Australian class C"
    import 1 temporary "tent" 4 EA
aus enters visit1
    people 1 officer
expect accepted_irregular clause consent because refused_not_consented
aus departs visit1
    people 1 officer
expect accepted_irregular clause consent because refused_not_consented
jpn consents to visit1
    condition 1 "Small arms stay aboard" by 2026-02-09
jpn meets condition 1 of visit1
agree
on 2026-02-09
aus enters visit1
    people 22 officer
    people 148 enlisted
    craft "FFH 156"
    goods 1203 60 LTR
    drivers 3 "Australian class C"
    import 1 4
aus enters visit1 as van
    undeclared craft vehicle "van" "ADF 4471"
expect accepted_irregular clause entry because refused_undeclared
aus expends in visit1
    goods 1203 45 LTR
agree
visit1 has inside "22 officer, 148 enlisted, vehicle ADF 4471, ship FFH 156, manifest line 1: 4 EA, UN 1203: 15 LTR, 3 drivers (Australian class C)"
on 2026-02-20
jpn reports accident "A parked car was touched at the gate" in visit1 as incident1
jpn claims 85000 JPY for incident1 "Repair of a door" in visit1 as claim1
aus pays claim1 85000 JPY
aus departs visit1 for good
    people 22 officer
    people 148 enlisted
    craft "ADF 4471"
    craft "FFH 156"
    goods 1203 15 LTR
    drivers 3 "Australian class C"
    import 1 4
agree
visit1 is departed
aus ends visit1
expect refused_open clause visiting-force
