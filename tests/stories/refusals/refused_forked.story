story "Two acts under one number"
after "openings/order.opening"
jpn issues order1 as issue1
    line 1 60000
jpn issues order1 instead of issue1 as issue2
    line 1 90000
expect refused_forked clause fork
says "refused_forked (fork): The seat signed two acts under one number. Its party must appoint a new seat and answer for both. [forked at act 1]"
agree
issue1 is refused_forked
issue2 is refused_forked
order1 is disowned
