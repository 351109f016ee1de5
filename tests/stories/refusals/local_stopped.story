story "The disk fails while it writes"
after "openings/order.opening"
the disk of jpn fails
jpn issues order1 as issue1
    line 1 60000
expect local_stopped
says "local_stopped: The disk failed while writing. The node has halted; check the disk, then start again. [the disk did not take what was written]"
balance jpn:issued:phl F-76/LTR is 0 at phl
the disk of jpn has room
jpn restarts
jpn issues order1 as issue2
    line 1 60000
agree
issue2 is final
