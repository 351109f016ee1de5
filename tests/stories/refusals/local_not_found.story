story "A record that is not there"
after "openings/order.opening"
jpn keeps a folder under "open sesame"
jpn finds "the record" gone
jpn opens its folder under "open sesame"
expect local_not_found
says "local_not_found: There is nothing under that name or id here. Check it, or wait for the next exchange with the partner. [...]"
