story "A key file that was cut short"
after "openings/order.opening"
jpn keeps a folder under "open sesame"
jpn finds "keys/accord.key" cut short
jpn opens its folder under "open sesame"
expect local_damaged
says "local_damaged: A file of this node is damaged. Restore from backup; never edit it by hand. [...]"
