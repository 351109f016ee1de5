# A machine is put back to an image of the day before. Its partner shows it what its own keys have signed since; from then on
# it signs nothing with them, and only new keys bring it back.
story "A node that went back to an earlier day notices, and stops signing"
after "openings/order.opening"
the disk of jpn is copied
jpn issues order1 as issue1
    line 1 60000
phl receives issue1 as receipt1
    line 1 60000
agree
cut the link
the disk of jpn goes back to its copy
issue1 is unknown at jpn
# Nobody has told it yet: it cannot know.
join the link
talk
receipt1 is final at jpn
jpn issues order1
    line 1 40000
expect local_rolled_back
waiting for "a new accord key of this party" because local_rolled_back at jpn
jpn restarts with a new accord key
jpn appoints issuer again with issuer up to 1000000000000 JPY
expect local_rolled_back
jpn appoints registrar again with registrar
jpn appoints issuer again with issuer up to 1000000000000 JPY
jpn issues order1 as issue2
    line 1 40000
agree
issue2 is final
