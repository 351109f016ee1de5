// What the pages ask the node for: for each view of `web/src/pages/` its requests, as a browser sends them
// when the view is opened.
#pragma once
#include <string>
#include <vector>

#include "people/caller.h"

namespace palitan::bench {

/// What the requests of one book name: one of each, picked by asking the node.
struct PageGround {
  std::string book;              ///< the partnership, as are all in hex
  std::string order, reference;  ///< under way
  std::string due;               ///< the earliest day on which something falls due
  std::string closed_order;
  std::string instrument, activity;
  std::string act;   ///< of the first half of the log
  std::string word;  ///< to search for: the reference of one order
};
/// Fails where the book has no order under way, none that is closed, or no agreement.
tl::expected<PageGround, std::string> find_ground(Caller& caller);

struct PageRequest {
  std::string name;  ///< method apart: the path with its {}, and what of the query makes it another question
  std::string target;       ///< path and query
  bool to_the_end = false;  ///< the page asks on with each answer's `next` until there is none
};
struct Page {
  std::string name;
  int weight = 1;  ///< how often people open it, of all
  std::vector<PageRequest> requests;
};
/// Views that only show; what they have in common with one another stands in each, as a browser that has just
/// been opened would ask for it.
std::vector<Page> pages_asked(const PageGround& ground);

/// As the page asks it.
tl::expected<Asked, std::string> asked(Caller& caller, const PageRequest& request);

/// Each request once, in the order of the pages.
std::vector<PageRequest> distinct_requests(const std::vector<Page>& pages);

}  // namespace palitan::bench
