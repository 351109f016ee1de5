#!/usr/bin/env python3
"""Mutated sources: each mutant in its place, no line moved, what the compiler refuses found by its line."""
import os
import sys
import unittest
from dataclasses import dataclass

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "mutants"))
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


if __name__ == "__main__":
    unittest.main()
