# Japan - United Kingdom: the access agreement in force since 15 October 2023. A Japanese company trains in Wales; the plan grows once, and
# rounds are counted until they are used up.
story "A Japanese visit to the United Kingdom"
on 2026-05-04 +01:00
parties gbr jpn
gbr and jpn ratify raa from "instruments/jpn-gbr-raa-2023.toml" in force 2023-10-15 with visits.consent_days = 10
gbr and jpn hold exercise "Vigilant Isles 26" 2026-05-11 .. 2026-05-29 as isles
jpn visits gbr under raa for isles as visit1
    purpose "Live firing and patrols"
    window 2026-05-11 .. 2026-05-29
    unit "1st Airborne Brigade, one company"
    place "Sennybridge"
    people 8 officer
    people 92 enlisted
    arms 1 weapon "rifle" 90 stored "Armoury, Sennybridge"
    arms 2 ammunition "5.56 ball" 12000 grams 140000 stored "Ammunition compound"
    drivers 6 "Japanese large vehicle"
gbr consents to visit1
    condition 1 "Range safety brief" by 2026-05-12
agree
on 2026-05-11
jpn enters visit1
    people 8 officer
    people 92 enlisted
    arms 1 90
    arms 2 12000
    drivers 6 "Japanese large vehicle"
jpn declares visit1 anew "Two interpreters follow" as plan2
    people 2 civilian
gbr consents to plan2
    condition 1 "Range safety brief" by 2026-05-12
gbr meets condition 1 of visit1
jpn enters visit1
    people 2 civilian
agree
on 2026-05-20
jpn enters visit1 as extra
    drivers 1 "Japanese large vehicle"
expect refused_count clause visit-count
jpn expends in visit1
    arms 2 11400
jpn expends in visit1
    arms 2 601
expect refused_count clause visit-count
on 2026-05-29
jpn departs visit1 for good
    people 8 officer
    people 92 enlisted
    people 2 civilian
    arms 1 90
    drivers 6 "Japanese large vehicle"
expect refused_inside clause visit-count
jpn departs visit1 for good
    people 8 officer
    people 92 enlisted
    people 2 civilian
    arms 1 90
    arms 2 600
    drivers 6 "Japanese large vehicle"
agree
gbr ends visit1
agree
visit1 is closed
