#!/usr/bin/env bash
# fuzz_all.sh SECONDS [NAME...]: runs every fuzz target (or those named, such as parcel_fuzz) for SECONDS, one after
# the other, from PALITAN_FUZZ_SEED, and prints a row for each as it ends. What it finds worth keeping goes to
# build/fuzz/corpus/NAME; a finding leaves its input as build/fuzz/corpus/NAME.crash-... and makes the exit 1.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:?seconds a target}
shift
bin=build/fuzz/bin
if [ $# -eq 0 ]; then
  for program in "$bin"/*_fuzz; do set -- "$@" "${program##*/}"; done
fi
status=0
printf '%-18s %12s %9s %8s %9s\n' target executions exec/s corpus findings
for name in "$@"; do
  corpus=build/fuzz/corpus/$name
  log=$corpus.log
  mkdir -p "$corpus"
  before=$(find build/fuzz/corpus -maxdepth 1 -name "$name.*-*" | wc -l)
  PALITAN_FUZZ_SECONDS=$seconds tools/fuzz_once.sh "$bin/$name" "$corpus" "fuzz/corpus/$name" >"$log" 2>&1
  ended=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  kept=$(sed -n 's/.* corp: \([0-9]*\).*/\1/p' "$log" | tail -1)
  findings=$(($(find build/fuzz/corpus -maxdepth 1 -name "$name.*-*" | wc -l) - before))
  if [ "$ended" -ne 0 ]; then status=1 findings="$findings!"; fi
  printf '%-18s %12s %9s %8s %9s\n' "$name" "${runs:--}" "${rate:--}" "${kept:--}" "$findings"
done
exit "$status"
