#!/usr/bin/env python3
"""Mutated sources: each mutant in its place, no line moved, what the compiler refuses found by its line. The hunt:
who is asked, and what counts as caught."""
import os
import sys
import unittest
from dataclasses import dataclass

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "mutants"))
import hunt  # noqa: E402
import schema  # noqa: E402

SOURCE = b"int f(int a) {\n  if (a < 3) return 1;\n  g(a,\n    2);\n  return 0;\n}\n"


@dataclass
class Place:
    file: str
    line: int
    original: str
    mutated: str
    operator: str = "comparison"
    form: str = "expression"
    begin: int = 0
    end: int = 0

    def __post_init__(self):
        self.begin = SOURCE.index(self.original.encode())
        self.end = self.begin + len(self.original)


def in_order(*places):
    return list(enumerate(places))


class MutatedSources(unittest.TestCase):
    compare = Place("a.cpp", 2, "a < 3", "a <= 3")
    whole = Place("a.cpp", 2, "a < 3", "!(a < 3)", "condition")
    call = Place("a.cpp", 3, "g(a,\n    2)", "", "dropped", "statement")

    def test_each_stands_beside_its_original(self):
        out = schema.mutated(SOURCE, in_order(self.compare, self.call)).decode()
        self.assertIn("if ((palitan_mutant(0) ? (a <= 3) : (a < 3))) return 1;", out)
        self.assertIn("if (!palitan_mutant(1)) g(a,\n    2);", out)
        self.assertEqual(out.count("\n"), SOURCE.decode().count("\n"), "lines of complaints are lines of the file")

    def test_a_condition_stays_one_whatever_its_type(self):
        self.assertIn(b"(palitan_mutant(0) ? (!(a < 3)) : bool(a < 3))", schema.mutated(SOURCE, in_order(self.whole)))

    def test_one_inside_another_is_left_out(self):
        inner = Place("a.cpp", 2, "3", "3 + 1", "constant")
        self.assertEqual(schema.disjoint([self.compare, inner, self.call]), [self.compare, self.call])

    def test_a_complaint_names_those_on_its_line_in_this_file_alone(self):
        stderr = "/s/b.cpp:2:5: error: x\n/s/a.cpp:4:9: error: y\n"
        self.assertEqual(schema.complaints(stderr, "/s/a.cpp", in_order(self.compare, self.call)), {1})


class Hunts(unittest.TestCase):
    """Mutant 7 is passed by three tests of two programs; `fails` are those that fail with it awake, and asleep."""

    def setUp(self):
        self.coverage = hunt.Coverage()
        self.coverage.passing = {7: {("node", "N.slow"): 9_000, ("node", "N.quick"): 5, ("kernel", "K.a"): 20}}
        self.awake, self.asleep, self.asked = {}, {}, []
        self.run, hunt.run = hunt.run, self.answer
        self.addCleanup(lambda: setattr(hunt, "run", self.run))

    def answer(self, _scratch, program, environment, filters, _timeout):
        if "PALITAN_MUTANT" not in environment:
            return self.asleep.get(filters, 0)
        self.asked.append((program, filters))
        return self.awake.get(filters, 0)

    def hunt(self, number=7):
        return hunt.hunt(None, number, "kernel", self.coverage, float("inf"))

    def test_its_own_room_is_asked_first_and_slow_tests_last(self):
        self.assertEqual(self.hunt(), ("survived", "3 tests"))
        self.assertEqual(self.asked, [("kernel", "K.a"), ("node", "N.quick"), ("node", "N.slow")])

    def test_the_first_that_fails_or_does_not_end_has_caught_it(self):
        self.awake = {"N.quick": 1}
        self.assertEqual(self.hunt(), ("caught", "test_node"))
        self.assertEqual(len(self.asked), 2)
        self.awake = {"K.a": None}
        self.assertEqual(self.hunt(), ("caught", "test_kernel (time)"))

    def test_what_fails_without_it_too_has_caught_nothing(self):
        self.awake, self.asleep = {"K.a": 1, "N.slow": 1}, {"K.a": 1}
        self.assertEqual(self.hunt(), ("caught", "test_node"))
        self.asleep["N.slow"] = None
        self.assertEqual(self.hunt(), ("survived", "3 tests"))

    def test_where_no_test_passes_it_is_unreached(self):
        self.assertEqual(self.hunt(8), ("unreached", "no test passes it"))


if __name__ == "__main__":
    unittest.main()
