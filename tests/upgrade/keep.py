#!/usr/bin/env python3
"""Keeps what the demonstration of a build left, as data of its version: `tests/upgrade/keep.py build/demo [NAME]` after
`build/bin/palitan demo --once --fast`. Writes tests/upgrade/NAME.tar.xz (the version, if no name is given): the folders
of Japan and the Philippines with the book of both, the passphrase of their keys, which everybody knows, and what the
book came to."""
import io
import json
import pathlib
import re
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BOOK = "jpn-phl"
LEFT_OUT = {"lock", "serving.json"}


def version():
    return re.search(r"project\(palitan VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text()).group(1)


def add(archive, name, data, mode):
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), mode
    archive.addfile(info, io.BytesIO(data))


def main():
    demo = pathlib.Path(sys.argv[1])
    book = next(one for one in json.loads((demo / "summary.json").read_text())["books"] if one["name"] == BOOK)
    name = sys.argv[2] if len(sys.argv) > 2 else version()
    out = ROOT / "tests/upgrade" / f"{name}.tar.xz"
    with tarfile.open(out, "w:xz", preset=9) as archive:
        for party in BOOK.split("-"):
            for path in sorted((demo / party).rglob("*")):
                of_another_book = path.suffix == ".db" and path.stem != book["partnership"]
                if not path.is_file() or path.name in LEFT_OUT or of_another_book:
                    continue
                if path.name.endswith("-wal"):
                    raise SystemExit(f"keep: {path} is there: the node was not stopped in order")
                secret = path.suffix == ".key" or path.name == "api.token"
                add(archive, str(path.relative_to(demo)), path.read_bytes(), 0o600 if secret else 0o644)
        add(archive, "passphrase", (demo / "passphrase").read_bytes(), 0o600)
        add(archive, "book.json", json.dumps(book, indent=1).encode(), 0o644)
    print(f"keep: {out.relative_to(ROOT)}, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
