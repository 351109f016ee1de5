story "A folder written by a newer program"
after "openings/order.opening"
jpn keeps a folder under "open sesame"
jpn finds "node.json" in a newer format
jpn opens its folder under "open sesame"
expect local_newer_database
says "local_newer_database: The folder was written by a newer Palitan. Upgrade this program; nothing was changed. [node.json has a newer format]"
