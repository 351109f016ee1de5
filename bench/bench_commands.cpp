#include "bench_commands.h"

#include "compare/compare.h"
#include "growth/growth.h"
#include "people/people.h"

namespace palitan::bench {
namespace {
void add_growth(CLI::App& app, std::function<Ran()>& chosen) {
  auto options = std::make_shared<GrowthBench>();
  auto* command = app.add_subcommand("growth", "one record that grows: what every cost is at each size");
  command->add_option("--upto", options->upto, "statements at the end")->capture_default_str();
  command->add_option("--from", options->from, "statements at the first size; then ten times as many")
      ->capture_default_str();
  command->add_option("--json", options->json, "also write the figures to this file");
  command->add_option("--svg", options->pictures, "also draw them as curves into this folder");
  command->add_option("--seed", options->seed, "of the made record")->capture_default_str();
  command->add_option("--seconds-each", options->seconds_each, "at most, for each question")
      ->capture_default_str();
  command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

void add_people(CLI::App& app, std::function<Ran()>& chosen) {
  auto options = std::make_shared<PeopleBench>();
  auto* command = app.add_subcommand("people", "many who are signed in and open pages; a node at rest");
  command->add_option("--people", options->people, "at once")
      ->capture_default_str()
      ->check(CLI::Range(1, 200));
  command->add_option("--statements", options->statements, "about so many in the record")
      ->capture_default_str();
  command->add_option("--seconds", options->seconds, "of pages opened")->capture_default_str();
  command->add_option("--think", options->think, "seconds that one looks at a page; 0: none")
      ->capture_default_str();
  command->add_option("--seldom", options->seldom, "one page of so many is a request signed; 0: none")
      ->capture_default_str();
  command->add_option("--idle", options->idle, "seconds that a node at rest is watched")
      ->capture_default_str();
  command->add_option("--links", options->links, "of the node at rest; repeat for each")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "of the made record and of who opens what")
      ->capture_default_str();
  command->add_option("--json", options->json, "also write the figures to this file");
  command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}
}  // namespace

void add_commands(CLI::App& app, std::function<Ran()>& chosen) {
  add_growth(app, chosen);
  add_people(app, chosen);
  auto files = std::make_shared<std::vector<std::string>>();
  app.add_option("--compare", *files,
                 "two files of `all --json`: what got better or worse, by ratio to the peers")
      ->expected(2)
      ->each([&chosen, files](const std::string&) {
        chosen = [files] { return compare_files(files->at(0), files->at(1)); };
      });
}

}  // namespace palitan::bench
