// Telling the service manager how the node is, where one started it.
#pragma once
#include <string_view>

namespace palitan::cli {

/// Sends `state` ("READY=1", "STOPPING=1") to the socket that systemd names in NOTIFY_SOCKET
/// (sd_notify(3)); does nothing where there is none. True: it was sent.
bool notify_manager(std::string_view state);

}  // namespace palitan::cli
