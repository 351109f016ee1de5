#!/usr/bin/env python3
"""embed_pages.py keeps every byte of every file, and gives the same for the same."""
import gzip
import pathlib
import re
import tempfile
import unittest

import embed_pages


class EmbedPages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.at = pathlib.Path(folder.name)

    def embed(self, name):
        embed_pages.embed(self.at / "dist", self.at / name)
        return (self.at / name / "pages.cpp").read_text(), (self.at / name / "pages.bin").read_bytes()

    def test_each_file_comes_back(self):
        files = {"index.html": b"<!doctype html>", "assets/a.js": b"let a = 1;\n" * 99,
                 "assets/b.bin": bytes(range(256)), ".vite/manifest.json": b"{}"}
        for name, content in files.items():
            path = self.at / "dist" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        text, blob = self.embed("one")
        rows = re.findall(r'\{"(/[^"]+)", "([^"]+)", \{palitan_pages_bytes \+ (\d+), (\d+)\}', text)
        self.assertEqual([row[0] for row in rows], ["/assets/a.js", "/assets/b.bin", "/index.html"])
        for name, kind, start, size in rows:
            self.assertEqual(gzip.decompress(blob[int(start):int(start) + int(size)]), files[name[1:]])
        self.assertEqual(rows[0][1], "text/javascript; charset=utf-8")
        self.assertEqual(rows[1][1], "application/octet-stream")
        again, same = self.embed("two")
        self.assertEqual(same, blob)
        self.assertEqual(again.replace("/two/", "/one/"), text)

    def test_without_an_index_there_is_nothing(self):
        text, blob = self.embed("none")
        self.assertEqual(blob, b"")
        self.assertIn("return {};", text)


if __name__ == "__main__":
    unittest.main()
