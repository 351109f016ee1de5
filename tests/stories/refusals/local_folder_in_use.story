story "Two processes, one folder"
after "openings/order.opening"
jpn keeps a folder under "open sesame" with the seat of approver
jpn opens its folder under "open sesame"
jpn opens its folder under "open sesame"
expect local_folder_in_use
says "local_folder_in_use: Another process serves this folder. Stop it first, or talk to it over its address. [...]"
jpn leaves its folder
jpn opens its folder under "open sesame"
