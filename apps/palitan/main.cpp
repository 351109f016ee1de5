// palitan: serve a node, act, read, export, demonstrate. Everything is in src/cli but the pages, which are
// built in.
#include "built_pages.h"
#include "cli/app.h"

int main(int argc, char** argv) { return palitan::cli::run(argc, argv, palitan::built_pages()); }
