#!/usr/bin/env bash
# fuzz_once.sh PROGRAM CORPUS [KEPT]: runs one fuzz target for PALITAN_FUZZ_SECONDS from PALITAN_FUZZ_SEED. What it
# finds worth keeping goes to CORPUS in the build tree; KEPT holds inputs under version control and is only read.
# A crash leaves its input as CORPUS.crash-...; run PROGRAM with that file to see it again.
set -euo pipefail
program=$1 corpus=$2 kept=${3:-}
if [ ! -x "$program" ]; then
  echo "$program is not built: cmake --preset fuzz && cmake --build build/fuzz" >&2
  exit 1
fi
mkdir -p "$corpus"
folders=("$corpus")
[ -n "$kept" ] && [ -d "$kept" ] && folders+=("$kept")
exec "$program" "${folders[@]}" -max_total_time="${PALITAN_FUZZ_SECONDS:-5}" -seed="${PALITAN_FUZZ_SEED:-1}" \
  -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$corpus."
