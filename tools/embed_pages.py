#!/usr/bin/env python3
"""embed_pages.py DIST OUT: every file below DIST whose name does not begin with a dot, compressed, one after another in
OUT/pages.bin, and OUT/pages.cpp with the table that tells them apart. The same files give the same bytes. No DIST: an
empty table."""
import gzip
import hashlib
import pathlib
import sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
    ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json", ".map": "application/json", ".wasm": "application/wasm",
}

HEAD = """// Made by tools/embed_pages.py; the bytes are in pages.bin.
#include "built_pages.h"

namespace palitan {
"""
EMPTY = """
std::span<const api::Asset> built_pages() { return {}; }

}  // namespace palitan
"""
BLOB = """
asm(".pushsection .rodata\\n"
    ".global palitan_pages_bytes\\n"
    ".hidden palitan_pages_bytes\\n"
    "palitan_pages_bytes:\\n"
    ".incbin \\"%s\\"\\n"
    ".popsection\\n");
extern "C" const char palitan_pages_bytes[];

std::span<const api::Asset> built_pages() {
  static const api::Asset kPages[] = {
"""
TAIL = """  };
  return kPages;
}

}  // namespace palitan
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def embed(dist, out):
    out.mkdir(parents=True, exist_ok=True)
    shown = lambda path: path.is_file() and not any(part.startswith(".") for part in path.relative_to(dist).parts)
    files = sorted(filter(shown, dist.rglob("*"))) if (dist / "index.html").is_file() else []
    blob = bytearray()
    rows = []
    for path in files:
        content = path.read_bytes()
        packed = gzip.compress(content, 9, mtime=0)
        name = "/" + path.relative_to(dist).as_posix()
        kind = TYPES.get(path.suffix, "application/octet-stream")
        etag = '"' + hashlib.sha256(content).hexdigest()[:32] + '"'
        rows.append(f"      {{{quoted(name)}, {quoted(kind)}, {{palitan_pages_bytes + {len(blob)}, {len(packed)}}}, "
                    f"{quoted(etag)}}},\n")
        blob += packed
    (out / "pages.bin").write_bytes(blob)
    where = quoted(str(out / "pages.bin"))[1:-1]
    text = HEAD + (BLOB % where + "".join(rows) + TAIL if rows else EMPTY)
    (out / "pages.cpp").write_text(text)
    print(f"pages: {len(files)} files, {len(blob)} bytes compressed")


if __name__ == "__main__":
    embed(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
