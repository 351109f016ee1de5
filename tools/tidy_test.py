#!/usr/bin/env python3
"""Shows each rule of tidy.py firing, and staying quiet where the word or the file is right."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tidy  # noqa: E402


class Tidy(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def rules(self, files):
        """The rules that fire over a tree of these files, as {path: {rule}}."""
        for path, text in files.items():
            full = os.path.join(self.folder.name, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        out = {}
        for finding in tidy.findings(self.folder.name):
            out.setdefault(finding.path, set()).add(finding.rule)
        return out

    def fires(self, path, text, rule):
        self.assertIn(rule, self.rules({path: text}).get(path, set()), f"{path}: {text[:60]!r}")

    def quiet(self, path, text):
        self.assertEqual(self.rules({path: text}).get(path, set()), set(), f"{path}: {text[:60]!r}")

    def test_a_transaction_is_the_database_s(self):
        self.fires("docs/a.md", "The transaction is signed.\n", "word")
        self.quiet("docs/a.md", "One SQLite transaction holds both.\n")
        self.quiet("src/store/sqlite/writer.cpp", "// the transaction ends here\n")

    def test_a_receipt_is_goods_received(self):
        self.fires("src/merkle/tree.cpp", "// the receipt of a leaf\n", "word")
        self.fires("docs/a.md", "A Merkle receipt shows it.\n", "word")
        self.quiet("docs/a.md", "The receipt says 40 rations.\n")

    def test_a_journal_is_the_export(self):
        self.fires("src/kernel/judge.cpp", "// append to the journal\n", "word")
        self.fires("spec/log.md", "The journal holds statements.\n", "word")
        self.quiet("src/papers/export.cpp", "// the journal for hledger\n")
        self.quiet("README.md", "The journal is checked by hledger.\n")

    def test_other_words_have_their_replacement(self):
        for word in ("message log", "blockchain", "vendor", "Customers"):
            self.fires("docs/a.md", f"The {word} here.\n", "word")
        self.quiet("instruments/usa.toml", 'quote = "the customer nation"\n')

    def test_a_line_may_say_that_it_keeps_a_word(self):
        self.quiet("docs/a.md", "Others say blockchain. <!-- tidy:allow -->\n")

    def test_unfinished_work_is_no_comment(self):
        for text in ("// TODO later\n", "// FIXME\n", "// XXX: no\n", "// HACK\n", "// a stub\n"):
            self.fires("src/base/a.cpp", text, "unfinished")
        self.quiet("src/base/a.cpp", '// ISO 4217 "XXX" names no currency\n')

    def test_paths_of_one_machine(self):
        for path in ("/root/x", "/home/ann/x", "/tmp/x"):
            self.fires("docs/a.md", f"See {path} there.\n", "machine-path")
        self.quiet("docs/a.md", "See build/home/x there.\n")

    def test_papers_speak_of_the_project_alone(self):
        self.fires("docs/a.md", "As decided in the previous session.\n", "talk")
        self.quiet("docs/a.md", "A TLS session ends.\n")

    def test_shape_of_files(self):
        self.fires("src/base/a.cpp", "int a;", "last-line")
        self.fires("src/base/a.cpp", "int a;\n\n", "last-line")
        self.fires("src/base/a.cpp", "int a; \n", "trailing-space")
        self.fires("src/base/a.cpp", "\tint a;\n", "tab")
        self.fires("src/base/a.cpp", "/" * 121 + "\n", "long-line")
        self.quiet("docs/a.md", "a" * 300 + "\n")
        self.fires("src/base/a.cpp", "int a;\n" * 451, "long-file")
        self.quiet("src/base/a.cpp", "int a;\n" * 450)
        self.fires("src/base/a.cpp", '#include "../crypto/hash.h"\n', "include-path")

    def test_dead_files(self):
        self.fires("src/base/alone.h", "int a;\n", "dead-file")
        self.assertEqual(self.rules({"src/base/used.h": "int a;\n", "src/base/used.cpp": '#include "base/used.h"\n'})
                         .get("src/base/used.h"), None)
        self.fires("src/store/a/b/deep.cpp", "int a;\n", "dead-file")
        self.fires("fuzz/decoder.cpp", "int a;\n", "dead-file")
        self.fires("tests/other/a.cpp", "int a;\n", "dead-file")
        self.fires("docs/a.story", "story\n", "dead-file")
        self.quiet("tests/stories/a.story", "story\n")
        self.fires("docs/big.md", "a" * 1_600_000, "big-file")


if __name__ == "__main__":
    unittest.main()
