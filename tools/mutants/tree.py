"""The scratch tree: sources as they are, objects as the build has them, and mutated objects in their places."""
import json
import os
import re
import shlex
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "build")
PROGRAMS = ("merkle", "ledger", "terms", "sync", "kernel", "node", "reports", "vectors", "papers", "api", "cli",
            "conformance", "sim", "hostile")
AREAS = ("src/kernel/", "src/ledger/", "src/terms/", "src/sync/", "src/merkle/")
FILES = ("src/node/book_accord.cpp", "src/node/book_votes.cpp")


def sources():
    """The files under mutation, from the root of the tree."""
    out = list(FILES)
    for area in AREAS:
        for name in sorted(os.listdir(os.path.join(ROOT, area))):
            if name.endswith(".cpp") and not name.endswith("_test.cpp"):
                out.append(area + name)
    return sorted(out)


def commands(target):
    """The commands that build a target, in order; nothing where there is no such target."""
    done = subprocess.run(["ninja", "-C", BUILD, "-t", "commands", target], capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def programs():
    return [name for name in PROGRAMS if commands("test_" + name)]


class Scratch:
    """Everything below one folder; the tree and its build are only read."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.build = os.path.join(self.path, "build")

    def at(self, *parts):
        return os.path.join(self.path, *parts)

    def prepare(self):
        """Copies sources, objects and libraries. REQUIRES: the test programs are built and nobody builds now."""
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(os.path.join(ROOT, "src"), self.at("src"))
        with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
            all_commands = json.load(file)
        compiles = {}
        for entry in all_commands:
            name = os.path.relpath(entry["file"], ROOT)
            if name in set(sources()):
                compiles[name] = self.compile_arguments(entry["command"])
        rooms = os.path.join(BUILD, "rooms")
        for room in os.listdir(rooms):
            os.makedirs(self.at("build/rooms", room), exist_ok=True)
            os.symlink(self.at("src", room), self.at("build/rooms", room, room))
        links = {}
        for name in programs():
            link = commands("test_" + name)[-1]
            links[name] = link
            for word in shlex.split(link):
                inside = os.path.join(BUILD, word)
                if word.endswith((".o", ".a")) and not word.startswith("/") and os.path.exists(inside):
                    target = self.at("build", word)
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    shutil.copy2(inside, target)
        os.makedirs(self.at("build/bin"))
        with open(self.at("tree.json"), "w", encoding="utf-8") as file:
            json.dump({"compiles": compiles, "links": links}, file)

    @staticmethod
    def compile_arguments(command):
        """Without the compiler, what it writes and what it reads."""
        words = shlex.split(command)
        first = next(i for i, word in enumerate(words) if re.search(r"(c\+\+|g\+\+)[\d.-]*$", word))
        out = []
        skip = False
        for word in words[first + 1:]:
            if skip:
                skip = False
            elif word in ("-o", "-MF", "-MT"):
                skip = True
            elif word not in ("-c", "-MD", "-Werror") and not word.endswith(".cpp"):
                out.append(word)
        return out

    def load(self):
        with open(self.at("tree.json"), encoding="utf-8") as file:
            tree = json.load(file)
        self.compiles, self.links = tree["compiles"], tree["links"]
        # Paths of the build become those of the copy.
        for name, arguments in self.compiles.items():
            self.compiles[name] = [word.replace(BUILD, self.build).replace(ROOT + "/src", self.at("src"))
                                   for word in arguments]

    def library_of(self, name):
        return self.at("build/src", "libroom_" + name.split("/")[1] + ".a")

    def compile(self, name, source, target):
        """The compiler's complaints; empty where it wrote the object."""
        arguments = [word for word in self.compiles[name] if not re.match(r"-(O|g|W)", word)]
        header = self.at("mutant.h")  # included from outside, so that no line of the file moves
        with open(header, "w", encoding="utf-8") as file:
            file.write("bool palitan_mutant(int number);\n")
        command = ["c++", *arguments, "-O1", "-w", "-include", header, "-c", source, "-o", target]
        done = subprocess.run(command, cwd=self.build, capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stderr or "?"

    def put(self, name, target):
        subprocess.run(["ar", "r", self.library_of(name), target], check=True, capture_output=True)

    def link(self, runtime):
        """All test programs anew, with the mutated objects. Returns those that link."""
        out = []
        for name, link in self.links.items():
            link = link.replace(f"-o bin/test_{name}", f"{runtime} -o bin/test_{name}").replace(BUILD, self.build)
            done = subprocess.run(link, shell=True, cwd=self.build, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                print(f"  test_{name} does not link: {done.stderr[-400:]}")
            else:
                out.append(name)
        return out
