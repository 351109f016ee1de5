"""Mutated sources in which every mutant sleeps until the environment names its number."""
import os
import re


def disjoint(places):
    """Without those that lie in an earlier one."""
    out = []
    for place in places:
        if all(place.file != other.file or place.end <= other.begin or other.end <= place.begin for other in out):
            out.append(place)
    return out


def mutated(source, numbered):
    """The bytes of a file with its mutants: (number, place) each. No line moves."""
    out = source
    for number, place in sorted(numbered, key=lambda x: -x[1].begin):
        original = out[place.begin:place.end]
        asked = f"palitan_mutant({number})".encode()
        if place.form == "statement":
            new = b"if (!" + asked + b") " + original
        elif place.operator == "condition":
            new = b"(" + asked + b" ? (" + place.mutated.encode() + b") : bool(" + original + b"))"
        else:
            new = b"(" + asked + b" ? (" + place.mutated.encode() + b") : (" + original + b"))"
        out = out[:place.begin] + new + out[place.end:]
    return out


def complaints(stderr, path, numbered):
    """Numbers of the mutants on whose lines the compiler complains, in the file itself."""
    lines = {int(line) for line in re.findall(re.escape(path) + r":(\d+):", stderr)}
    out = set()
    for number, place in numbered:
        last = place.line + place.original.count("\n")
        if any(place.line <= line <= last for line in lines):
            out.add(number)
    return out


def build(scratch, places, say):
    """Compiles every file with its mutants, without those that the compiler does not take, and puts the objects into
    the libraries. `places` by number; returns the numbers that live."""
    alive = dict(places)
    for name in sorted({place.file for place in places.values()}):
        with open(scratch.at(name), "rb") as file:
            source = file.read()
        path = scratch.at("mutated", os.path.basename(name))
        target = scratch.at("mutated", os.path.basename(name) + ".o")
        while True:
            numbered = [(number, place) for number, place in alive.items() if place.file == name]
            if not numbered:
                break
            with open(path, "wb") as file:
                file.write(mutated(source, numbered))
            stderr = scratch.compile(name, path, target)
            if not stderr:
                scratch.put(name, target)
                break
            bad = complaints(stderr, path, numbered) or {number for number, _ in numbered}
            for number in bad:
                del alive[number]
        say(f"  {name}: {len(numbered)} of {sum(place.file == name for place in places.values())}")
    return sorted(alive)
