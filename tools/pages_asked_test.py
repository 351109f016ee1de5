#!/usr/bin/env python3
"""The bench asks what the pages ask: each GET of web/src is in bench/people/pages_asked.cpp, or below with why not."""
import os
import re
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = "bench/people/pages_asked.cpp"
# Views of what a made record does not hold, or that an office without that role is refused.
LEFT_OUT = {
    "/accounts/{case}/open": "the made record has no account",
    "/grants/{case}/public": "the made record has no grant",
    "/v1/reads": "for auditors alone; the office that signs in is none",
    "/v1/events": "held until something changes",
}


def asked_by_pages():
    """Path -> the file that asks for it; those of a book without /v1/partnerships/{id}."""
    out = {}
    for folder, _, names in os.walk(os.path.join(ROOT, "web/src")):
        for name in names:
            if not name.endswith((".ts", ".tsx")) or ".test." in name:
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for found in re.findall(r"GET\(\s*'(/v1/[^']*)'", text):
                out[found.removeprefix("/v1/partnerships/{id}")] = os.path.relpath(path, ROOT)
    return out


class PagesAsked(unittest.TestCase):
    def test_the_bench_asks_what_the_pages_ask(self):
        with open(os.path.join(ROOT, TABLE), encoding="utf-8") as file:
            table = file.read()
        asked = asked_by_pages()
        self.assertGreater(len(asked), 12, "web/src is read")
        for path, where in sorted(asked.items()):
            if path in LEFT_OUT:
                continue
            stem = path.split("{")[0].rstrip("/")
            calls = {"/cases": "cases(", "/reports": "report("}
            with self.subTest(path=path, asked_in=where):
                self.assertTrue(stem in table and (stem not in calls or calls[stem] in table),
                                f"{where} asks for {path}; {TABLE} does not")

    def test_nothing_is_left_out_that_no_page_asks(self):
        asked = asked_by_pages()
        for path in LEFT_OUT:
            with self.subTest(path=path):
                self.assertTrue(path in asked or path == "/v1/events", f"no page asks for {path} any more")


if __name__ == "__main__":
    unittest.main()
