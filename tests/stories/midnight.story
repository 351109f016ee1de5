# The window of the exercise ends on 31 December. The legal date of an act is the local date of its place: at half past
# midnight in Tokyo it is still the old year in Manila.
story "Midnight between Tokyo and Manila"
after "openings/order.opening"

on 2026-12-31 at 23:30 +08:00
jpn issues order1 as issue1
    line 1 1000
agree
issue1 is final
balance jpn:issued:phl F-76/LTR is -1000

# A quarter of an hour later a ship that keeps Tokyo time writes down what it gave at 00:40, and one that keeps Manila
# time what it gave at the same instant, 23:40.
on 2026-12-31 at 23:45 +08:00
jpn issues order1 dated 2027-01-01 00:40 +09:00 as issue3
    line 1 1000
expect accepted_irregular clause activity because refused_window
jpn issues order1 dated 2026-12-31 23:40 +08:00 as issue4
    line 1 1000
agree
issue3 is accepted_irregular clause activity
balance jpn:issued:phl F-76/LTR is -2000
balance jpn:irregular:phl F-76/LTR is -1000
