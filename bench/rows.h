// One measurement each, on ground that is prepared; they add to the samples under the names given.
#pragma once
#include "prepared.h"

namespace palitan::bench {

/// Two nodes with SQLite stores and TLS on loopback in this process. Each party's acts come to its own node,
/// each as soon as what it answers is known there; ends when both nodes hold all of them under the same
/// final accord. Adds accord_rate (acts a second).
Ran accord_rate(const kernel::kit::Record& record, const Prepared& prepared, Samples& samples);

/// Reads every statement of the node folder in log order and derives every fact, posting and results hash
/// again, without signatures; compares all of it with what the node wrote. Adds `name` (seconds).
Ran replay(const Prepared& prepared, const std::string& name, Samples& samples);

/// The same record's journal: adds journal_export, hledger, ledger and beancount (seconds) where those are
/// installed, and fails unless they, the node's balances and a replay all agree.
Ran journal(const Prepared& prepared, Samples& samples, bool say);

/// Single balances through the store's fact lookup: adds position_store_p50, _p99 (microseconds).
Ran position_in_store(const Prepared& prepared, std::uint64_t queries, Samples& samples);

/// Starts a process that only serves the node folder; adds memory_idle (MB), asks for all balances over TLS
/// one by one (position_api_p50, _p99, milliseconds), adds memory (MB) after that.
Ran served(const Prepared& prepared, std::uint64_t queries, Samples& samples);

/// Made debts of 30, 200 and, unless `small`, 1,000 parties, netted here and by LEMON; fails where the
/// amounts differ. Adds netting_N, netting_N_check and netting_N_lemon_... (milliseconds).
Ran netting(std::uint64_t seed, bool small, Samples& samples);

/// Single steps and their peers by palitan-micro. `seconds` for each. Adds their names (a second).
Ran micro(double seconds, Samples& samples);

}  // namespace palitan::bench
