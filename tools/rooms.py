#!/usr/bin/env python3
"""Checks the house against rooms.json.

  rooms.py                     arrows, folders, includes, libraries and the words of the pure rooms
  rooms.py --nm BUILD          no pure room's library calls a clock, file, socket, thread or random source
  rooms.py --compile BUILD     a forbidden include does not compile, an allowed one does
  rooms.py --draw              the picture for ARCHITECTURE.md
  rooms.py --check-drawing F   the picture in F, between the two markers, is the one of --draw
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

BEGIN = "<!-- rooms:begin -->"
END = "<!-- rooms:end -->"

# What an object file of a pure room may not ask the linker for. abort and fprintf(stderr) serve PALITAN_CHECK.
FORBIDDEN_NAMES = {
    "clock": "clock clock_gettime gettimeofday time ftime localtime localtime_r gmtime gmtime_r mktime timegm "
             "strftime nanosleep sleep usleep",
    "file": "fopen fopen64 freopen fdopen open open64 openat creat read write pread pread64 pwrite pwrite64 close "
            "stat fstat lstat mmap mmap64 unlink rename mkdir rmdir opendir readdir fsync tmpfile stdin stdout "
            "printf puts putchar popen system",
    "socket": "socket connect bind listen accept accept4 send sendto recv recvfrom poll epoll_create1 select "
              "getaddrinfo gethostbyname",
    "random": "rand srand random srandom drand48 rand_r getrandom getentropy arc4random RAND_bytes RAND_priv_bytes",
    "thread": "pthread_create fork vfork",
    "environment": "getenv secure_getenv setenv setlocale",
}
FORBIDDEN_DEMANGLED = {
    "clock": [r"^std::chrono::.*_clock::now"],
    "file": [r"\bstd::(?:__cxx11::)?basic_[io]?fstream", r"\bstd::basic_filebuf", r"^std::filesystem::",
             r"^std::c(?:in|out|err|log)$", r"^std::ios_base::Init"],
    "random": [r"^randombytes", r"^std::random_device", r"^crypto_\w*_keygen$", r"^crypto_(?:sign|box|kx)_keypair$"],
    "thread": [r"^std::thread", r"^std::this_thread", r"^std::condition_variable"],
    "socket": [r"^SSL_", r"^BIO_(?:new_(?:file|fp|connect|socket))"],
}
NAME_TO_KIND = {name: kind for kind, names in FORBIDDEN_NAMES.items() for name in names.split()}

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
FLOAT_WORD = re.compile(r"\b(?:float|double|float_t|double_t|strtod|strtof|stod|stof)\b")
FLOAT_LITERAL = re.compile(r"(?<![\w.])(?:\d[\d']*\.\d[\d']*(?:[eE][+-]?\d+)?[fFlL]?|\d[\d']*[eE][+-]?\d+[fFlL]?)\b")
PURE_HEADERS = re.compile(
    r"^\s*#\s*include\s*<(random|fstream|iostream|filesystem|thread|future|ctime|time\.h|cmath|math\.h|unistd\.h|"
    r"fcntl\.h|sys/.*|netinet/.*|arpa/.*|openssl/(?:ssl|rand|bio)\.h|condition_variable)>")


# A library's headers lie open to every room in /usr/include; this says which target of cmake/packages.cmake a room must
# link to name them; the first that fits counts. Boost is headers alone.
LIBRARIES = {
    "boost/unordered/": "boost.unordered", "boost/container/": "boost.container",
    "sodium.h": "PkgConfig::SODIUM", "sodium/": "PkgConfig::SODIUM", "openssl/": "OpenSSL::", "boost/": "boost",
    "sqlite3.h": "PkgConfig::SQLITE", "libpq-fe.h": "PkgConfig::LIBPQ", "zstd": "PkgConfig::ZSTD",
    "spdlog/": "spdlog::", "CLI/": "CLI11::",
    "toml++/": "PkgConfig::TOMLPP", "nlohmann/": "nlohmann_json::", "simdjson": "simdjson::",
    "qrencode.h": "PkgConfig::QRENCODE", "xlsxwriter": "PkgConfig::XLSXWRITER",
    "pango/": "PkgConfig::PANGO", "cairo": "PkgConfig::PANGO",
    "fontconfig/": "PkgConfig::PANGO", "zip.h": "PkgConfig::LIBZIP", "zlib.h": "PkgConfig::ZLIB",
    "libxml/": "PkgConfig::LIBXML",
}
LIBRARY_INCLUDE = re.compile(r"^\s*#\s*include\s*[<\"]([^>\"]+)[>\"]")


class House:
    """rooms.json and the tree it speaks of."""

    def __init__(self, root):
        self.root = root
        with open(os.path.join(root, "rooms.json"), encoding="utf-8") as file:
            data = json.load(file)
        self.rooms = data["rooms"]
        self.apps = data["apps"]

    def pure(self):
        return [name for name, room in self.rooms.items() if room["pure"]]

    def below(self, name):
        """Every room reachable from `name`, without itself."""
        seen = set()
        todo = list(self.rooms[name]["uses"])
        while todo:
            next_room = todo.pop()
            if next_room not in seen:
                seen.add(next_room)
                todo += self.rooms.get(next_room, {"uses": []})["uses"]
        return seen

    def sources(self, folder):
        """C++ files below src/ROOM or apps/NAME."""
        found = []
        for directory, _, names in os.walk(os.path.join(self.root, folder)):
            found += [os.path.join(directory, name) for name in names if name.endswith((".h", ".cpp", ".def"))]
        return sorted(found)

    def short(self, path):
        return os.path.relpath(path, self.root)


def strip_comments_and_strings(text):
    """The code alone; line breaks stay, so that line numbers hold."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
                         r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.S)
    return pattern.sub(lambda match: "\n" * match.group(0).count("\n") + " ", text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def check_arrows(house):
    problems = []
    for name, room in house.rooms.items():
        for used in room["uses"]:
            if used not in house.rooms:
                problems.append(f"rooms.json: {name} uses {used}, which is no room")
            elif room["pure"] and not house.rooms[used]["pure"]:
                problems.append(f"rooms.json: the pure room {name} uses {used}, which is not pure")
        if name in house.below(name):
            problems.append(f"rooms.json: {name} reaches itself: the arrows must have no cycle")
    for name, app in house.apps.items():
        problems += [f"rooms.json: app {name} uses {used}, which is no room"
                     for used in app["uses"] if used not in house.rooms]
    for name in house.apps.get("palitan-verify", {"uses": []})["uses"]:
        if name in house.rooms and not house.rooms[name]["pure"]:
            problems.append(f"rooms.json: palitan-verify stands on pure rooms alone, {name} is not pure")
    source = os.path.join(house.root, "src")
    for folder in sorted(os.listdir(source)):
        if os.path.isdir(os.path.join(source, folder)) and folder not in house.rooms:
            problems.append(f"src/{folder}: no room of rooms.json")
    problems += [f"rooms.json: {name} has no folder src/{name}"
                 for name in house.rooms if not os.path.isdir(os.path.join(source, name))]
    return problems


def check_includes(house):
    """A room names itself and its direct neighbours. Its unit tests may also name what lies below those."""
    problems = []
    places = [(f"src/{name}", {name, *room["uses"]}, {name, *house.below(name)})
              for name, room in house.rooms.items()]
    for name, app in house.apps.items():
        folder = re.sub(r"^palitan-", "", name)
        below = set(app["uses"]).union(*(house.below(used) for used in app["uses"] if used in house.rooms))
        places.append((f"apps/{folder}", set(app["uses"]), below))
    for folder, allowed, allowed_in_tests in places:
        for path in house.sources(folder):
            for number, line in enumerate(read(path).splitlines(), 1):
                match = INCLUDE.match(line)
                if not match or "/" not in match.group(1):
                    continue
                target = match.group(1).split("/")[0]
                permitted = allowed_in_tests if path.endswith("_test.cpp") else allowed
                if target in house.rooms and target not in permitted:
                    problems.append(f'{house.short(path)}:{number}: {folder} may not include "{match.group(1)}"; '
                                    f"rooms.json allows {', '.join(sorted(permitted))}")
    return problems


def linked_libraries(house):
    """{room: targets} of cmake/packages.cmake."""
    path = os.path.join(house.root, "cmake", "packages.cmake")
    text = read(path) if os.path.exists(path) else ""
    found = {room: targets.split() for room, targets in re.findall(r"^set\(PACKAGES_(\w+) ([^)]*)\)", text, re.M)}
    found.setdefault("net", []).append("boost")
    found.setdefault("kernel", []).append("boost.unordered")
    found.setdefault("ledger", []).append("boost.container")
    return found


def check_libraries(house):
    problems = []
    linked = linked_libraries(house)
    for room in house.rooms:
        for path in house.sources(f"src/{room}"):
            if path.endswith("_test.cpp"):
                continue
            for number, line in enumerate(read(path).splitlines(), 1):
                match = LIBRARY_INCLUDE.match(line)
                target = match and next((t for h, t in LIBRARIES.items() if match.group(1).startswith(h)), None)
                if target and not any(name.startswith(target) for name in linked.get(room, [])):
                    problems.append(f"{house.short(path)}:{number}: <{match.group(1)}>: cmake/packages.cmake does not "
                                    f"give {room} that library")
    return problems


def check_words(house):
    """What nm cannot see in a pure room: floating point, and headers of the world."""
    problems = []
    for room in house.pure():
        for path in house.sources(f"src/{room}"):
            if path.endswith("_test.cpp"):
                continue
            text = read(path)
            for number, line in enumerate(strip_comments_and_strings(text).splitlines(), 1):
                for pattern in (FLOAT_WORD, FLOAT_LITERAL):
                    match = pattern.search(line)
                    if match:
                        problems.append(f"{house.short(path)}:{number}: floating point in a pure room: "
                                        f"{match.group(0)}")
            for number, line in enumerate(text.splitlines(), 1):
                match = PURE_HEADERS.match(line)
                if match:
                    problems.append(f"{house.short(path)}:{number}: <{match.group(1)}> has no place in a pure room")
    return problems


def forbidden_kind(symbol, demangled):
    name = symbol.split("@")[0]
    if name in NAME_TO_KIND:
        return NAME_TO_KIND[name]
    for kind, patterns in FORBIDDEN_DEMANGLED.items():
        if any(re.search(pattern, demangled) for pattern in patterns):
            return kind
    return None


def undefined_symbols(library):
    """(object, raw name, demangled name) of each symbol the library leaves to others."""
    found = []
    listing = subprocess.run(["nm", "-u", "-A", library], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        where, _, symbol = line.rpartition(" ")
        found.append((where.split(":")[1] if where.count(":") else "", symbol))
    names = "\n".join(symbol for _, symbol in found)
    demangled = subprocess.run(["c++filt"], input=names, capture_output=True, text=True, check=True).stdout.splitlines()
    return [(place, symbol, plain) for (place, symbol), plain in zip(found, demangled)]


def check_symbols(house, build):
    problems = []
    for room in house.pure():
        if not any(path.endswith(".cpp") and not path.endswith("_test.cpp") for path in house.sources(f"src/{room}")):
            continue
        library = os.path.join(build, "src", f"libroom_{room}.a")
        if not os.path.exists(library):
            problems.append(f"{library} is not built; build first")
            continue
        for place, symbol, plain in undefined_symbols(library):
            kind = forbidden_kind(symbol, plain)
            if kind:
                problems.append(f"src/{room} ({place}): the pure room calls a {kind}: {plain}")
    return problems


def include_flags(build, room):
    """The -I flags that CMake gives a source of `room`, or nothing where the room has none yet."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            if f"/src/{room}/" in entry["file"] and not entry["file"].endswith("_test.cpp"):
                words = shlex.split(entry["command"])
                return words[0 if "ccache" not in words[0] else 1], [w for w in words if w.startswith(("-I", "-std="))]
    return None


def compiles(compiler, flags, text):
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([compiler, *flags, "-fsyntax-only", "-w", file.name], capture_output=True, text=True)
    return run.returncode == 0, run.stderr


def a_header(house, room):
    headers = [path for path in house.sources(f"src/{room}") if path.endswith(".h")]
    return os.path.relpath(headers[0], os.path.join(house.root, "src")) if headers else None


def check_compile(house, build):
    problems, tried = [], 0
    headers = {room: a_header(house, room) for room in house.rooms}
    for room in house.rooms:
        found = include_flags(build, room)
        if not found:
            continue
        compiler, flags = found
        below = house.below(room) | {room}
        for other, header in headers.items():
            if not header or other in below:
                continue
            tried += 1
            good, message = compiles(compiler, flags, f'#include "{header}"\n')
            if good:
                problems.append(f'src/{room}: #include "{header}" compiles, though {other} is not below {room}')
            elif header not in message:
                problems.append(f"src/{room}: the trial failed for another reason: {message.strip()[:300]}")
        lines = [f'#if !__has_include("{headers[other]}")\n#error {other}\n#endif\n'
                 for other in sorted(below) if headers[other]]
        good, message = compiles(compiler, flags, "".join(lines))
        if not good:
            problems.append(f"src/{room}: an allowed header is not to be found: {message.strip()[:300]}")
    print(f"{tried} forbidden includes tried")
    return problems


def draw(house):
    """Arrows that follow from others are left out of the picture; the table under it has them all."""
    lines = ["```mermaid", "flowchart TD"]
    for title, pure in (("the world", False), ("pure: no clock, file, socket, random, floating point", True)):
        lines.append(f'  subgraph {"pure" if pure else "world"}["{title}"]')
        lines += [f"    {name}" for name, room in house.rooms.items() if room["pure"] == pure]
        lines.append("  end")
    for name, room in reversed(house.rooms.items()):
        for used in room["uses"]:
            if not any(used in house.below(other) for other in room["uses"] if other != used):
                lines.append(f"  {name} --> {used}")
    lines += ["```", "", "| room | uses | what it does |", "|---|---|---|"]
    for name, room in house.rooms.items():
        mark = "" if room["pure"] else " (world)"
        lines.append(f'| `{name}`{mark} | {", ".join(room["uses"]) or "nothing"} | {room["says"]} |')
    for name, app in house.apps.items():
        lines.append(f'| program `{name}` | {", ".join(app["uses"])} | {app["says"]} |')
    return "\n".join(lines) + "\n"


def check_drawing(house, path):
    if not os.path.exists(path):
        print(f"{path} is not there yet: nothing to compare")
        return []
    text = read(path)
    if BEGIN not in text or END not in text:
        return [f"{path}: the markers {BEGIN} and {END} are missing"]
    between = text.split(BEGIN, 1)[1].split(END, 1)[0]
    if between.strip() != draw(house).strip():
        return [f"{path}: the picture of the rooms is old; put the output of tools/rooms.py --draw between the markers"]
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser.add_argument("--nm", metavar="BUILD")
    parser.add_argument("--compile", metavar="BUILD")
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--check-drawing", metavar="FILE")
    options = parser.parse_args()
    house = House(options.root)
    if options.draw:
        print(draw(house), end="")
        return 0
    problems = check_arrows(house)
    if options.nm:
        problems += check_symbols(house, options.nm)
    elif options.compile:
        problems += check_compile(house, options.compile)
    elif options.check_drawing:
        problems += check_drawing(house, options.check_drawing)
    else:
        problems += check_includes(house) + check_libraries(house) + check_words(house)
    for problem in problems:
        print(problem)
    print(f"rooms: {len(problems)} problems" if problems else "rooms: in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
