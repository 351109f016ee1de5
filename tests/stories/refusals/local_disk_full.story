story "The disk is full"
after "openings/order.opening"
the disk of jpn is full
jpn issues order1 as issue1
    line 1 60000
expect local_disk_full
says "local_disk_full: The disk is full. Free space; nothing was recorded. The node refuses acts until then. [no space is left on the disk]"
balance jpn:issued:phl F-76/LTR is 0
the disk of jpn has room
jpn issues order1 as issue2
    line 1 60000
agree
issue2 is final
balance jpn:issued:phl F-76/LTR is -60000
