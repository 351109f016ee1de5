story "A seat that nobody has unlocked"
after "openings/order.opening"
jpn keeps a folder under "open sesame" with the seat of approver and biller under "hers alone"
jpn opens its folder under "open sesame"
jpn uses the key of approver
jpn uses the key of biller
expect local_seat_locked
says "local_seat_locked: The seat is locked on this node. Unlock it with its passphrase. [...]"
jpn unlocks biller under "open sesame"
expect local_passphrase
jpn unlocks biller under "hers alone"
jpn uses the key of biller
jpn uses the key of issuer
expect local_no_seat
