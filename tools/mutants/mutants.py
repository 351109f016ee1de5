#!/usr/bin/env python3
"""Mutants of the judging parts: does a test fail where the program is wrong in one place?

  mutants.py prepare [--scratch DIR]     copies sources and built objects (the test programs must be built)
  mutants.py find [--seed N] [--files N] [--scratch DIR]                     only finds the places
  mutants.py build [--seed N] [--count N] [--files N] [--scratch DIR]        compiles and links
  mutants.py run [--seed N] [--count N] [--files N] [--minutes M] [--scratch DIR] [--only NUMBER,...]
             [--without PROGRAM,...] [--never TEST:...]   programs, or tests by their patterns, that are not asked; by
             itself the one story that takes minutes

Places are drawn by operator from the seed, out of kernel, ledger, terms, sync, merkle and the accord files, or out of
--files of these, drawn from the seed too. All are compiled at once, each asleep until the environment names it; `run`
does what is not yet done, sees which tests pass which mutant, and runs for each only those, until one fails. A mutant
that no test can tell from the original has its reason in reasons.toml. Needs python3-clang-19.
Exit 1 where fewer than 95 of 100 are caught or explained.
"""
import argparse
import json
import os
import pickle
import random
import subprocess
import sys
import time
import tomllib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hunt  # noqa: E402
import schema  # noqa: E402
import tree  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
OPERATORS = ("comparison", "boundary", "sign", "logic", "condition", "dropped", "swapped", "constant")


def say(text):
    print(text, flush=True)


def drawn_files(scratch, options):
    """The files that places are looked for in: all, or --files of them."""
    names = sorted(scratch.compiles)
    if 0 < options.files < len(names):
        names = sorted(random.Random(options.seed).sample(names, options.files))
    return names


def all_places(scratch, names):
    """Every place of the files; each file's are kept beside the copy, since the copy does not change."""
    import places  # noqa: PLC0415  only here is clang needed
    out = []
    os.makedirs(scratch.at("places"), exist_ok=True)
    for name in names:
        kept = scratch.at("places", name.replace("/", "."))
        if os.path.exists(kept):
            with open(kept, "rb") as file:
                out += pickle.load(file)
            continue
        arguments = [word for word in scratch.compiles[name] if not word.startswith(("-O", "-g"))]
        arguments = [word if not word.startswith("rooms/") else os.path.join(scratch.build, word) for word in arguments]
        try:
            found = places.find(scratch.at(name), name, arguments + ["-w", "-ferror-limit=1"])
        except RuntimeError as fault:
            say(f"  not read: {fault}")
            continue
        with open(kept, "wb") as file:
            pickle.dump(found, file)
        out += found
    return out


def draw(found, seed, count):
    """Operators in turn, so that common ones do not crowd out rare ones; within one, every place is as likely."""
    dice = random.Random(seed)
    heaps = {operator: [place for place in found if place.operator == operator] for operator in OPERATORS}
    for heap in heaps.values():
        dice.shuffle(heap)
    out = []
    while len(out) < count and any(heaps.values()):
        for operator in OPERATORS:
            if heaps[operator]:
                out = schema.disjoint(out + [heaps[operator].pop()])
    return out


def reason_of(scratch, place, reasons):
    """A reason is kept by file and text, so that it outlives moved and broken lines; where the text alone is short, the
    whole line stands with it as `on`."""
    def plain(text):
        return " ".join(text.split())

    with open(scratch.at(place.file), encoding="utf-8") as file:
        line = plain(file.read().split("\n")[place.line - 1])
    for entry in reasons:
        if plain(entry.get("on", line)) != line:
            continue
        if (entry["file"] == place.file and plain(entry["original"]) == plain(place.original)
                and plain(entry["mutated"]) == plain(place.mutated)):
            return entry["reason"]
    return None


def load_reasons():
    with open(os.path.join(HERE, "reasons.toml"), "rb") as file:
        return tomllib.load(file).get("equivalent", [])


def compiled(scratch, options):
    """The numbered places, all programs linked with them; what was compiled once is taken as it is."""
    kept = scratch.at(f"compiled.{options.seed}.{options.count}.{options.files}.pickle")
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            return pickle.load(file)
    names = drawn_files(scratch, options)
    found = all_places(scratch, names)
    say(f"{len(found)} places in {len(names)} of {len(scratch.compiles)} files; seed {options.seed}")
    # Some places the compiler does not take; a tenth more makes up for them.
    places = dict(enumerate(draw(found, options.seed, options.count + options.count // 10)))
    os.makedirs(scratch.at("mutated"), exist_ok=True)
    os.makedirs(scratch.at("tmp"), exist_ok=True)
    runtime = scratch.at("mutated", "runtime.o")
    subprocess.run(["c++", "-std=c++20", "-O1", "-c", os.path.join(HERE, "runtime.cpp"), "-o", runtime], check=True)
    alive = schema.build(scratch, places, say)
    programs = scratch.link(runtime)
    say(f"{len(alive)} of {len(places)} compile; test programs: {' '.join(programs)}")
    out = {number: places[number] for number in alive[:options.count]}, programs
    with open(kept, "wb") as file:
        pickle.dump(out, file)
    return out


def covered(scratch, options, programs):
    """Which tests pass which mutants, with all of them asleep."""
    without = [program for program in options.without.split(",") if program]
    drawn = (options.seed, options.count, options.files)
    kept = scratch.at(".".join(["covered", *map(str, drawn), *without, "pickle"]))
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            return pickle.load(file)
    out = hunt.Coverage()
    for program in programs:
        if program in without:
            continue
        before = out.tests
        out.learn(scratch, program, 600, options.never)
        say(f"  test_{program}: {out.tests - before} tests pass without a mutant")
    with open(kept, "wb") as file:
        pickle.dump(out, file)
    return out


def show(number, place, text):
    say(f"{number}: {place.file}:{place.line} [{place.operator}] {text}")
    say(f"    - {place.original}")
    say(f"    + {place.mutated or '(nothing)'}")


def run(scratch, options):
    began = time.monotonic()
    mutants, programs = compiled(scratch, options)
    coverage = covered(scratch, options, programs)
    only = {int(x) for x in options.only.split(",")} if options.only else set(mutants)
    late = time.monotonic() + options.minutes * 60
    counts, caught_by, left, reasons = {}, {}, [], load_reasons()
    for number, place in sorted(mutants.items()):
        if number not in only:
            continue
        verdict, detail = hunt.hunt(scratch, number, place.file.split("/")[1], coverage, late)
        reason = reason_of(scratch, place, reasons) if verdict in ("survived", "unreached") else None
        verdict = "equivalent" if reason else verdict
        counts[verdict] = counts.get(verdict, 0) + 1
        if sum(counts.values()) % 20 == 0:
            say(f"  {sum(counts.values())} of {len(only)}: {counts}")
        caught_by[detail] = caught_by.get(detail, 0) + (verdict == "caught")
        if verdict != "caught":
            show(number, place, f"{verdict}: {reason or detail}")
            left.append({"number": number, "verdict": verdict, **place.as_dict()})
    with open(scratch.at("left.json"), "w", encoding="utf-8") as file:
        json.dump(left, file, indent=1)
    say("caught by " + ", ".join(f"{by} {n}" for by, n in sorted(caught_by.items()) if n))
    total = sum(counts.values())
    good = counts.get("caught", 0) + counts.get("equivalent", 0)
    say(f"seed {options.seed}: {total} mutants; " + ", ".join(f"{counts[k]} {k}" for k in sorted(counts))
        + f"; {100 * good / max(1, total):.1f} % caught or explained; {time.monotonic() - began:.0f} s")
    return 0 if total and good >= 0.95 * total else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("prepare", "find", "build", "run"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--scratch", default=os.path.join(tree.BUILD, "mutants"))
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    parser.add_argument("--never", default="*twenty_years_of_counts*")
    options = parser.parse_args()
    scratch = tree.Scratch(options.scratch)
    if options.verb == "prepare":
        scratch.prepare()
        return 0
    scratch.load()
    if options.verb == "find":
        say(f"{len(all_places(scratch, drawn_files(scratch, options)))} places")
        return 0
    if options.verb == "build":
        compiled(scratch, options)
        return 0
    return run(scratch, options)


if __name__ == "__main__":
    sys.exit(main())
