#!/usr/bin/env bash
# fuzz_seeds.sh: makes fuzz/corpus/ anew: what fuzz_seeds makes of real acts (the demonstration's bundles), of the
# shipped instruments, the vectors and the public tables, and what earlier runs found; of all that the inputs that
# reach further, from the smallest to the largest in even steps, at most 50 files and 200,000 bytes a target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=build/fuzz/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reference=${PALITAN_REFERENCE:-../shared/reference}
shopt -s nullglob
for kind in orders receipts; do
  build/bin/palitan sheet template "$kind" --to "$work/$kind.xlsx" 2>/dev/null || true
done
"$bin/fuzz_seeds" "$work/seeds" build/demo/*.bundle build/demo/*/node.json build/demo/*/party.json \
  instruments/*.toml instruments/overlays/*.toml spec/vectors/{evidence,misdeed}.json "$work"/*.xlsx \
  "$reference"/*.csv "$reference"/unlocode/*.csv
for target in ${*:-"$work"/seeds/*_fuzz "$bin"/*_fuzz}; do echo "${target##*/}"; done | sort -u | while read -r name; do
  kept=fuzz/corpus/$name
  mkdir -p "$work/all" "$work/merged" "$work/seeds/$name" "$kept" "build/fuzz/corpus/$name"
  cp "$kept"/* "build/fuzz/corpus/$name"/* "$work/seeds/$name"/* "$work/all" 2>/dev/null || true
  for file in "$kept"/* "build/fuzz/corpus/$name"/* "$work/seeds/$name"/*; do
    cp "$file" "$work/all/$(sha1sum <"$file" | cut -c1-16)"
  done
  "$bin/$name" -merge=1 -timeout=10 -rss_limit_mb=2048 "$work/merged" "$work/all" >"$work/log" 2>&1 ||
    { tail -5 "$work/log" >&2; exit 1; }
  rm -f "$kept"/*
  bytes=0
  while read -r size file; do
    bytes=$((bytes + size))
    if [ "$bytes" -gt 200000 ]; then break; fi
    cp "$file" "$kept/$(sha1sum <"$file" | cut -c1-16)"
  done < <(find "$work/merged" -type f -size -64k -printf '%s %p\n' | sort -n |
    awk '{ row[NR] = $0 } END { for (i = 1; i <= NR; i += NR > 50 ? NR / 50 : 1) print row[int(i)] }')
  rmdir "$kept" 2>/dev/null || echo "$name: $(ls "$kept" | wc -l) files, $(cat "$kept"/* | wc -c) bytes"
  rm -rf "$work/all" "$work/merged"
done
