// Handling markings at the door: what may leave, and the header that says how it is marked.
#pragma once
#include "api/app.h"
#include "kernel/marking.h"

namespace palitan::api {

inline statement::Marking ceiling_of(App& app) { return app.service.folder().file().ceiling; }

/// What leaves as bytes says its marking, for whoever files it.
inline void add_marking(net::Response& response, statement::Marking marking) {
  response.headers.emplace_back("palitan-marking", std::string(name(marking)));
}

}  // namespace palitan::api
