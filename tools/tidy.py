#!/usr/bin/env python3
"""The tidy test: words with one meaning each, the shape of files, and nothing dead.

  tidy.py             every rule but formatting
  tidy.py --format    clang-format over the C++ files
A line that must keep a word says so with: tidy:allow
"""
import argparse
import fnmatch
import os
import re
import subprocess
import sys

TEXT = (".h", ".cpp", ".def", ".py", ".sh", ".cmake", ".txt", ".md", ".json", ".yaml", ".toml", ".story")
CODE = (".h", ".cpp", ".py", ".sh", ".cmake", ".txt")  # a story's message to a person stands on one line
CPP = (".h", ".cpp")
SELF = ("tools/tidy.py", "tools/tidy_test.py")
MAX_COLUMNS = 120  # of code; tables of sentences (.def), data and papers may be wider
MAX_LINES = 450
WHOLE_STORY = ("src/statement/statement.h",)  # the vocabulary is one file by decision 0003
MAX_BYTES = 1_500_000

# (pattern, what to write instead, places where the word is right, other words on the line that make it right)
QUOTED = ["instruments/*"]  # the text of agreements is quoted as it stands
WORDS = [
    (r"\btransactions?\b", "`statement`, `entry` or `case`; a transaction is the database's", ["src/store/*", *QUOTED],
     r"sqlite|sql\b|database|postgres|wal\b|hledger|begin|rollback"),
    (r"\bmessage logs?\b", "`log`: it holds statements", [], None),
    (r"\breceipts?\b", "`proof`: a receipt is goods received", None, None),
    (r"\b(?:signed|inclusion|merkle|log) receipts?\b", "`proof`: a receipt is goods received", [], None),
    (r"\bjournals?\b", "`log` for statements; a journal is the export for hledger",
     ["src/papers/*", "src/cli/*", "src/api/*", "apps/*", "docs/*", "bench/*", "tests/*", "tools/*",
      "spec/openapi.yaml", "rooms.json", "*.md", *QUOTED], r"journal_mode|hledger|sqlite|rollback journal|-journal"),
    (r"\bblock-?chains?\b", "`log`", [], None),
    (r"\bvendors?\b", "`supplier`", QUOTED, None),
    (r"\bcustomers?\b", "`recipient`", QUOTED, None),
]
RECEIPT_PLACES = ["src/merkle/*", "spec/log.md"]
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|HACK)\b|\bXXX\s*:|\b(?:stub|placeholder)s?\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}>-])/(?:work|root|home|tmp|Users)/")
TALK = re.compile(r"\b(?:this|previous|next|last) session\b|\blanguage model|\bas an AI\b|\bthe assistant\b", re.I)


class Finding:
    def __init__(self, path, line, rule, says):
        self.path, self.line, self.rule, self.says = path, line, rule, says

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.says}"


def tracked(root):
    """Files under version control or about to be; without git, everything outside build/."""
    run = subprocess.run(["git", "-C", root, "ls-files", "-z", "-c", "-o", "--exclude-standard"],
                         capture_output=True, check=False)
    if run.returncode == 0:
        names = run.stdout.decode().split("\0")
    else:
        names = [os.path.relpath(os.path.join(folder, name), root)
                 for folder, _, files in os.walk(root) for name in files]
        names = [name for name in names if not name.startswith(("build/", ".git/"))]
    return sorted({name for name in names if name and os.path.isfile(os.path.join(root, name))})


def is_text(path):
    return path.endswith(TEXT) or path in ("run", "test", ".ci/run", ".clang-format", ".gitignore")


def in_places(path, places):
    return any(fnmatch.fnmatchcase(path, place) and (place != "*.md" or "/" not in path) for place in places)


def check_words(path, lines):
    for number, line in enumerate(lines, 1):
        if "tidy:allow" in line:
            continue
        for pattern, instead, places, beside in WORDS:
            wanted = in_places(path, RECEIPT_PLACES) if places is None else not in_places(path, places)
            match = re.search(pattern, line, re.I)
            if wanted and match and not (beside and re.search(beside, line, re.I)):
                yield Finding(path, number, "word", f'"{match.group(0)}": write {instead}')
        for pattern, rule in ((UNFINISHED, "unfinished"), (MACHINE_PATH, "machine-path"), (TALK, "talk")):
            match = pattern.search(line)
            if match:
                yield Finding(path, number, rule, f'"{match.group(0)}" has no place here')


def check_shape(path, text):
    lines = text.split("\n")
    if text and not text.endswith("\n"):
        yield Finding(path, len(lines), "last-line", "ends without a line break")
    if text.endswith("\n\n"):
        yield Finding(path, len(lines) - 1, "last-line", "ends with an empty line")
    code = path.endswith(CODE) or path in ("run", "test", ".ci/run")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            yield Finding(path, number, "trailing-space", "white space at the end of the line")
        if "\t" in line:
            yield Finding(path, number, "tab", "a tab; use spaces")
        if code and len(line) > MAX_COLUMNS:
            yield Finding(path, number, "long-line", f"{len(line)} columns; {MAX_COLUMNS} at most")
        if path.endswith(CPP) and re.match(r'\s*#\s*include\s*[<"](?:[^>"]*/)?\.\./', line):
            yield Finding(path, number, "include-path", 'write "room/header.h", not a path upwards')
    long_file = len(lines) - 1 > MAX_LINES and path not in WHOLE_STORY
    if long_file and path.startswith(("src/", "apps/")) and path.endswith(CPP):
        yield Finding(path, len(lines) - 1, "long-file", f"more than {MAX_LINES} lines; split it")


def check_dead(root, paths, texts):
    """Files that no build picks up."""
    included = set()
    for path, text in texts.items():
        for target in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.M):
            included.add(target)
            included.add(os.path.normpath(os.path.join(os.path.dirname(path), target)))
    for path in paths:
        folders = path.split("/")
        says = None
        if path.startswith("src/") and path.endswith((".h", ".def")):
            if path not in included and path[len("src/"):] not in included:
                says = "nobody includes it"
        elif path.endswith(".cpp"):
            built = {"src": len(folders) in (3, 4), "apps": len(folders) == 3, "bench": True,
                     "tests": (len(folders) == 3
                               and folders[1] in ("kit", "sim", "doors", "fault", "hostile", "conformance", "vectors",
                                                  "demo", "postgres", "upgrade", "year", "netting_lemon"))
                     or folders[:3] in (["tests", "fault", "program"], ["tests", "hostile", "program"],
                                        ["tests", "sim", "program"],
                                        ["tests", "sim", "checker"]),
                     "fuzz": (len(folders) == 2 and path.endswith("_fuzz.cpp"))
                     or folders[1] in ("kit", "seeds"),
                     "tools": folders[1] == "mutants"}
            if not built.get(folders[0], False):
                says = "no CMake file builds it"
        elif path.endswith(".story") and not path.startswith("tests/stories/"):
            says = "stories are run from tests/stories/ alone"
        if says:
            yield Finding(path, 1, "dead-file", says)
        size = os.path.getsize(os.path.join(root, path))
        if size > MAX_BYTES:
            yield Finding(path, 1, "big-file", f"{size} bytes; {MAX_BYTES} at most")


def findings(root):
    paths = tracked(root)
    texts, found = {}, []
    for path in paths:
        if is_text(path) and os.path.getsize(os.path.join(root, path)) <= MAX_BYTES:
            try:
                with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
                    texts[path] = file.read()
            except UnicodeDecodeError:
                found.append(Finding(path, 1, "encoding", "is not UTF-8"))
    for path, text in texts.items():
        found += check_shape(path, text)
        if path not in SELF:
            found += check_words(path, text.split("\n"))
    found += check_dead(root, paths, texts)
    return found


def check_format(root):
    folders = ("src/", "apps/", "tests/", "bench/", "fuzz/")
    files = [path for path in tracked(root) if path.startswith(folders) and path.endswith(CPP)]
    if not files:
        return 0
    run = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *files], cwd=root, capture_output=True, text=True,
                         check=False)
    wrong = sorted({line.split(":")[0] for line in run.stderr.splitlines() if ": error:" in line})
    for path in wrong:
        print(f"{path}: run clang-format-19 -i on it")
    print(f"format: {len(wrong)} of {len(files)} files differ")
    if run.returncode and not wrong:
        print(run.stderr)
    return 1 if run.returncode else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--format", action="store_true")
    options = parser.parse_args()
    if options.format:
        return check_format(options.root)
    found = findings(options.root)
    for finding in found:
        print(finding)
    print(f"tidy: {len(found)} findings" if found else "tidy: in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
