# May to December 2017: ships that watched for missiles were refuelled 17 times, 5,536 kilolitres in all, and a Japanese ship got
# about 2,000 from the American side in an exercise [DOMAIN 8.2]. Only the sums are known: here each call is 325 kilolitres, the
# last one 336. Food was given too; no figure was published, so none stands here.
story "Missile-watch refuelling, 2017"

on 2017-04-26 at 08:00 +09:00
parties jpn usa
jpn and usa ratify acsa from "instruments/jpn-usa-acsa-2017.toml" in force 2017-04-25 with clock.replacement_in_kind.days = 365
jpn and usa hold other "Watch for ballistic missiles" 2017-04-25 .. 2017-12-31 as watch
jpn and usa hold exercise "Joint training" 2017-04-25 .. 2017-12-31 as training

# One line for each call, each to be replaced twelve months after its own delivery; this agreement asks for complete papers.
# The price and the offices are made up. The ground in Japan's law is declared.
usa asks jpn under acsa for watch in USD as order1
    line 1 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-05-01 at "Yokosuka"
    line 2 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-05-15 at "Yokosuka"
    line 3 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-05-29 at "Yokosuka"
    line 4 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-06-12 at "Yokosuka"
    line 5 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-06-26 at "Yokosuka"
    line 6 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-07-10 at "Yokosuka"
    line 7 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-07-24 at "Yokosuka"
    line 8 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-08-07 at "Yokosuka"
    line 9 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-08-21 at "Yokosuka"
    line 10 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-09-04 at "Yokosuka"
    line 11 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-09-18 at "Yokosuka"
    line 12 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-10-02 at "Yokosuka"
    line 13 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-10-16 at "Yokosuka"
    line 14 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-10-30 at "Yokosuka"
    line 15 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-11-13 at "Yokosuka"
    line 16 fuel F-76 325 K6 replaced in kind at 520.00 due 2018-11-27 at "Yokosuka"
    line 17 fuel F-76 336 K6 replaced in kind at 520.00 due 2018-12-11 at "Yokosuka"
    bill to "NAVSUP Yokosuka", funds "OMN 2017", liability "none beyond this order", needs "none"
    reference "C7F-2017-1", unit "Seventh Fleet", place "Sea of Japan"
jpn offers order1
    unit "Fleet Escort Force", payee "Maritime Staff Office", remit to "Tokyo"
    declares ground "Self-Defense Forces Act, article 100-6" not hindering by authority "Minister of Defense"
usa accepts order1
jpn asks usa under acsa for training in USD as order2
    line 1 fuel F-76 2000 K6 replaced in kind at 520.00 due 2018-06-26 at "Yokosuka"
    bill to "Maritime Staff Office", funds "2017 fuel vote", liability "none beyond this order", needs "none"
    reference "JS-IZUMO-1", unit "JS Izumo", place "Pacific"
usa offers order2
    unit "Seventh Fleet", payee "DFAS", remit to "Yokosuka"
jpn accepts order2
agree

on 2017-05-01
jpn issues order1 as issue1
    line 1 325
usa receives issue1
    line 1 325
agree
on 2017-05-15
jpn issues order1 as issue2
    line 2 325
usa receives issue2
    line 2 325
agree
on 2017-05-29
jpn issues order1 as issue3
    line 3 325
usa receives issue3
    line 3 325
agree
on 2017-06-12
jpn issues order1 as issue4
    line 4 325
usa receives issue4
    line 4 325
agree
on 2017-06-26
jpn issues order1 as issue5
    line 5 325
usa receives issue5
    line 5 325
usa issues order2 as from_usa
    line 1 2000
jpn receives from_usa
    line 1 2000
agree
on 2017-07-10
jpn issues order1 as issue6
    line 6 325
usa receives issue6
    line 6 325
agree
on 2017-07-24
jpn issues order1 as issue7
    line 7 325
usa receives issue7
    line 7 325
agree
on 2017-08-07
jpn issues order1 as issue8
    line 8 325
usa receives issue8
    line 8 325
agree
on 2017-08-21
jpn issues order1 as issue9
    line 9 325
usa receives issue9
    line 9 325
agree
on 2017-09-04
jpn issues order1 as issue10
    line 10 325
usa receives issue10
    line 10 325
agree
on 2017-09-18
jpn issues order1 as issue11
    line 11 325
usa receives issue11
    line 11 325
agree
on 2017-10-02
jpn issues order1 as issue12
    line 12 325
usa receives issue12
    line 12 325
agree
on 2017-10-16
jpn issues order1 as issue13
    line 13 325
usa receives issue13
    line 13 325
agree
on 2017-10-30
jpn issues order1 as issue14
    line 14 325
usa receives issue14
    line 14 325
agree
on 2017-11-13
jpn issues order1 as issue15
    line 15 325
usa receives issue15
    line 15 325
agree
on 2017-11-27
jpn issues order1 as issue16
    line 16 325
usa receives issue16
    line 16 325
agree
on 2017-12-11
jpn issues order1 as issue17
    line 17 336
usa receives issue17
    line 17 336
agree

# The two positions are kept apart; nothing is netted that nobody agreed to net.
balance jpn:due_in_kind:usa F-76/K6 is 5536
balance usa:due_in_kind:jpn F-76/K6 is 2000
# Each call falls due twelve months after its own delivery.
order1 line 1 is due 2018-05-01
order1 line 17 is due 2018-12-11
order2 line 1 is due 2018-06-26
