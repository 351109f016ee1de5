#include "words.h"

#include <fmt/format.h>

#include "crypto/fingerprint.h"
#include "json_text.h"

namespace palitan::verify {
namespace {
std::string words_of(const base::Id& partnership) {
  return crypto::fingerprint_words(base::Hash{partnership.raw});
}

template <class Map, class Name>
std::string counted(const Map& counts, Name name_of) {
  std::string out;
  for (const auto& [what, count] : counts)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name_of(what), count);
  return out.empty() ? "none" : out;
}

std::string hex(base::ByteView bytes) { return base::to_hex(bytes); }
}  // namespace

std::string in_words(const kernel::AuditReport& r, bool expected) {
  std::string out =
      fmt::format("partnership  {}\n             {}\n", words_of(r.partnership), hex(r.partnership.view()));
  out += expected ? "             as you expected\n"
                  : "             compare these words with those from the founding: the file cannot vouch "
                    "for itself\n";
  out += fmt::format("record       {} statements in {} accords; the last is accord {} of {}\n", r.head.size,
                     r.accords, r.head.height, to_text(r.head.time));
  out += fmt::format("root         {}\nresults      {}\ncheckpoint   {}\n", hex(r.head.root.view()),
                     hex(r.head.results.view()), hex(r.checkpoint.view()));
  out += "proved, from the bytes of this file alone:\n";
  out += fmt::format("  every one of {} signatures fits the seat that the record appointed ({} keys)\n",
                     r.head.size, r.seats);
  out += fmt::format("  every accord is co-signed by every party: {} cosignatures ({})\n", r.cosignatures,
                     counted(r.by_party, [](const auto& party) { return party; }));
  out +=
      "  every accord follows from the one before it; order, tree and results are what the statements give\n";
  out += "  every balance is the sum of its cases, computed a second way\n";
  out +=
      fmt::format("verdicts     {}\n", counted(r.verdicts, [](base::Code code) { return base::name(code); }));
  out += fmt::format("cases        {} instruments, {} activities; orders: {}\n", r.instruments, r.activities,
                     counted(r.orders, [](kernel::OrderState state) { return name(state); }));
  const auto kinds = [&](const char* what, const auto& states) {
    if (!states.empty())
      out +=
          fmt::format("             {}: {}\n", what, counted(states, [](auto state) { return name(state); }));
  };
  kinds("visits", r.visits);
  kinds("grants", r.grants);
  kinds("accounts", r.accounts);
  kinds("credits", r.credits);
  kinds("rounds of netting", r.rounds);
  if (r.evidence > 0)
    out += fmt::format("             acts of other partnerships disclosed, each with its proof: {}\n",
                       r.evidence);
  out += r.balances.amounts().empty() ? "balances     none\n" : "balances\n";
  for (const auto& [key, amount] : r.balances.amounts())
    out += fmt::format("  {:<28} {:>20} {}\n", to_text(key.first), ledger::amount_text(key.second, amount),
                       key.second);
  return out +
         "not proved: that this is the newest accord, and anything about attachments kept beside the "
         "record\n";
}

std::string in_words(const kernel::Fault& fault) {
  return "NOT PROVED. First fault: " + sentence(fault) + "\n";
}

std::string as_json(const kernel::AuditReport& r, bool expected) {
  const auto comma = [](const std::string& before) { return before.empty() ? "" : ","; };
  const auto named = [&](const auto& counts, const auto& name_of) {
    std::string out;
    for (const auto& [what, count] : counts)
      out += fmt::format("{}{}:{}", comma(out), quoted(name_of(what)), count);
    return "{" + out + "}";
  };
  const auto states = [&](const auto& counts) {
    return named(counts, [](auto state) { return name(state); });
  };
  const auto parties = named(r.by_party, [](const auto& code) { return code; });
  const auto verdicts = named(r.verdicts, [](base::Code code) { return base::name(code); });
  std::string balances;
  for (const auto& [key, amount] : r.balances.amounts())
    balances += fmt::format(R"({}{{"account":{},"commodity":{},"amount":{}}})", comma(balances),
                            quoted(to_text(key.first)), quoted(key.second),
                            quoted(ledger::amount_text(key.second, amount)));
  return fmt::format(
      R"({{"proved":true,"partnership":{},"words":{},"expected":{},"accords":{},"height":{},"size":{},"root":{},)"
      R"("results":{},"checkpoint":{},"time":{},"rules":{},"cosignatures":{},"seats":{},"instruments":{},)"
      R"("activities":{},"verdicts":{},"orders":{},"visits":{},"grants":{},"accounts":{},"credits":{},)"
      R"("rounds":{},"evidence":{},"balances":[{}]}})"
      "\n",
      quoted(hex(r.partnership.view())), quoted(words_of(r.partnership)), expected, r.accords, r.head.height,
      r.head.size, quoted(hex(r.head.root.view())), quoted(hex(r.head.results.view())),
      quoted(hex(r.checkpoint.view())), quoted(to_text(r.head.time)), r.head.rules, parties, r.seats,
      r.instruments, r.activities, verdicts, states(r.orders), states(r.visits), states(r.grants),
      states(r.accounts), states(r.credits), states(r.rounds), r.evidence, balances);
}

std::string as_json(const kernel::Fault& fault) {
  return fmt::format(R"({{"proved":false,"code":{},"accord":{},"place":{},"statement":{},"sentence":{}}})"
                     "\n",
                     quoted(base::name(fault.why.code)), fault.height,
                     fault.position ? std::to_string(*fault.position) : "null",
                     fault.statement ? quoted(hex(fault.statement->view())) : "null",
                     quoted(sentence(fault)));
}

}  // namespace palitan::verify
