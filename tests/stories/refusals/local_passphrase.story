story "A wrong passphrase"
after "openings/order.opening"
jpn keeps a folder under "open sesame" with the seat of approver
jpn opens its folder under "open barley"
expect local_passphrase
says "local_passphrase: The passphrase does not open the key. Nothing was changed. [...]"
jpn opens its folder under "open sesame"
jpn uses the key of approver
