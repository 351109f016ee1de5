# Japan's accord key has proposed an attempt and declines the same one: two papers that contradict each other. The node that holds
# both signs no accord until the roots of all parties have named the checkpoint that stands.
story "Two contradicting papers"
after "openings/order.opening"
cut the link
jpn issues order1 as issue1
    line 1 60000
talk
join the link
jpn contradicts itself before phl
waiting for "jpn signed two contradicting papers" because local_accords_stopped at phl
issue1 is pending at phl
