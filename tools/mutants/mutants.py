#!/usr/bin/env python3
"""Mutants of the judging parts: does a test fail where the program is wrong in one place?

  mutants.py prepare [--scratch DIR]     copies sources and built objects (the test programs must be built)
  mutants.py run [--seed N] [--count N] [--minutes M] [--scratch DIR] [--only NUMBER,...]

`run` draws places by operator from the seed, out of kernel, ledger, terms, sync, merkle and the accord files, compiles
all of them at once, each asleep until the environment names it, sees which tests pass which, and runs for each mutant
only those tests, until one fails. A mutant that no test can tell from the original has its reason in reasons.toml.
Needs python3-clang-19. Exit 1 where fewer than 95 of 100 are caught or explained.
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


def all_places(scratch):
    """Every place of every file; kept beside the copy, since the copy does not change."""
    kept = scratch.at("places.pickle")
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            return pickle.load(file)
    import places  # noqa: PLC0415  only here is clang needed
    out = []
    for name in sorted(scratch.compiles):
        arguments = [word for word in scratch.compiles[name] if not word.startswith(("-O", "-g"))]
        arguments = [word if not word.startswith("rooms/") else os.path.join(scratch.build, word) for word in arguments]
        try:
            out += places.find(scratch.at(name), name, arguments + ["-w", "-ferror-limit=1"])
        except RuntimeError as fault:
            say(f"  not read: {fault}")
    with open(kept, "wb") as file:
        pickle.dump(out, file)
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


def compiled(scratch, seed, count):
    """The numbered places, all programs linked with them."""
    found = all_places(scratch)
    say(f"{len(found)} places in {len(scratch.compiles)} files; seed {seed}")
    # Some places the compiler does not take; a quarter more makes up for them.
    places = dict(enumerate(draw(found, seed, count + count // 4)))
    os.makedirs(scratch.at("mutated"), exist_ok=True)
    os.makedirs(scratch.at("tmp"), exist_ok=True)
    runtime = scratch.at("mutated", "runtime.o")
    subprocess.run(["c++", "-std=c++20", "-O1", "-c", os.path.join(HERE, "runtime.cpp"), "-o", runtime], check=True)
    alive = schema.build(scratch, places, say)
    programs = scratch.link(runtime)
    say(f"{len(alive)} of {len(places)} compile; test programs: {' '.join(programs)}")
    return {number: places[number] for number in alive[:count]}, programs


def show(number, place, text):
    say(f"{number}: {place.file}:{place.line} [{place.operator}] {text}")
    say(f"    - {place.original}")
    say(f"    + {place.mutated or '(nothing)'}")


def run(scratch, options):
    began = time.monotonic()
    scratch.load()
    kept = scratch.at(f"compiled.{options.seed}.{options.count}.pickle")
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            mutants, programs, coverage = pickle.load(file)
    else:
        mutants, programs = compiled(scratch, options.seed, options.count)
        coverage = hunt.Coverage()
        for program in programs:
            coverage.learn(scratch, program, 300)
        say(f"{coverage.tests} tests pass without a mutant ({time.monotonic() - began:.0f} s)")
        with open(kept, "wb") as file:
            pickle.dump((mutants, programs, coverage), file)
    only = {int(x) for x in options.only.split(",")} if options.only else set(mutants)
    late = time.monotonic() + options.minutes * 60
    counts, left, reasons = {}, [], load_reasons()
    for number, place in sorted(mutants.items()):
        if number not in only:
            continue
        verdict, detail = hunt.hunt(scratch, number, place.file.split("/")[1], coverage, late)
        reason = reason_of(scratch, place, reasons) if verdict in ("survived", "unreached") else None
        verdict = "equivalent" if reason else verdict
        counts[verdict] = counts.get(verdict, 0) + 1
        if verdict != "caught":
            show(number, place, f"{verdict}: {reason or detail}")
            left.append({"number": number, "verdict": verdict, **place.as_dict()})
    with open(scratch.at("left.json"), "w", encoding="utf-8") as file:
        json.dump(left, file, indent=1)
    total = sum(counts.values())
    good = counts.get("caught", 0) + counts.get("equivalent", 0)
    say(f"seed {options.seed}: {total} mutants; " + ", ".join(f"{counts[k]} {k}" for k in sorted(counts))
        + f"; {100 * good / max(1, total):.1f} % caught or explained; {time.monotonic() - began:.0f} s")
    return 0 if total and good >= 0.95 * total else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("prepare", "run"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--scratch", default=os.path.join(tree.BUILD, "mutants"))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    scratch = tree.Scratch(options.scratch)
    if options.verb == "prepare":
        scratch.prepare()
        return 0
    return run(scratch, options)


if __name__ == "__main__":
    sys.exit(main())
