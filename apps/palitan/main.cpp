// palitan: serve a node, act, read, export, demonstrate. Everything is in src/cli.
#include "cli/app.h"

int main(int argc, char** argv) { return palitan::cli::run(argc, argv); }
