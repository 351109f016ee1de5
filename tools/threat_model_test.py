#!/usr/bin/env python3
"""docs/threat-model.md names tests that there are: every link to a test's file leads to it, and the test stands in it.
Every row of its tables names at least one."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/threat-model.md"
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def test_names(text):
    """Suite.Name of every GoogleTest in the text."""
    return {f"{suite}.{name}" for suite, name in re.findall(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", text, re.M)}


def faults(page, folder):
    """What is wrong with the page's naming of tests; `folder` is where its links start."""
    for number, line in enumerate(page.splitlines(), 1):
        if not line.startswith("|") or set(line) <= set("|- ") or line.startswith("| tries |"):
            continue
        links = LINK.findall(line)
        if not links:
            yield f"line {number} names no test"
        for name, target in links:
            path = (folder / target).resolve()
            if not path.is_file():
                yield f"line {number}: {target} is no file"
            elif path.suffix == ".story":
                if path.stem != name:
                    yield f"line {number}: the story is {path.stem}, not {name}"
            elif name not in test_names(path.read_text()):
                yield f"line {number}: {target} has no test {name}"


class ThreatModel(unittest.TestCase):
    def test_names_tests_that_there_are(self):
        page = PAGE.read_text()
        self.assertEqual(list(faults(page, PAGE.parent)), [])
        self.assertGreater(len(LINK.findall(page)), 30)

    def test_a_name_that_is_gone_is_found(self):
        def wrong(row):
            return list(faults(row, PAGE.parent))
        good = "| to read | TLS | [Net.RefusesAServerWithAnotherKey](../src/net/net_test.cpp) |"
        self.assertEqual(wrong(good), [])
        self.assertEqual(len(wrong(good.replace("Another", "No"))), 1)
        self.assertEqual(len(wrong(good.replace("net_test", "gone_test"))), 1)
        self.assertEqual(len(wrong("| to read | TLS | see the tests |")), 1)
        self.assertEqual(len(wrong("| x | y | [other](../tests/stories/link_cut.story) |")), 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
