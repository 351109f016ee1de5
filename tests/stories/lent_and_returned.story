# A pump is lent in a stated condition. It comes back once without its hose and is handed back; then it comes back whole.
story "The same thing back, in the condition agreed"
after "openings/every-clause.opening"
phl asks jpn under acsa for ex25 in JPY as order1
    line 1 spare_parts PUMP 2 EA returned condition "clean, with hoses" due 2025-06-30 at "Subic Bay"
jpn offers order1
phl accepts order1
jpn issues order1 as issue1
    line 1 2
phl receives issue1
    line 1 2
agree
balance jpn:lent:phl PUMP/EA is 2
balance phl:borrowed:jpn PUMP/EA is -2
order1 line 1 is due 2025-06-30

on 2025-06-20
# Something like it is not the same thing.
phl returns order1 as wrong
    line 1 1 of PUMP-2 EA
expect accepted_irregular clause replacement because refused_replacement
phl returns order1 as return1
    line 1 2 condition "one hose missing"
jpn accepts return1 because damaged_in_transit
    line 1 1
agree
balance jpn:lent:phl PUMP/EA is 1
on 2025-07-02
phl returns order1 as return2
    line 1 1 condition "clean, with hoses"
jpn accepts return2
    line 1 1
agree
return1 settles in time
return2 settles 2 days late
phl closes order1
expect refused_open
# The pump that does not count goes back by the word of both.
jpn hands back wrong
phl hands back wrong
phl closes order1
agree
order1 is closed
