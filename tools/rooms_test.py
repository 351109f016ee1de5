#!/usr/bin/env python3
"""Shows each check of rooms.py firing on a small broken house."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rooms  # noqa: E402


class Rooms(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = holder.name

    def house(self, uses, files=(), world=()):
        """A house with these arrows and files; rooms in `world` are not pure."""
        data = {"rooms": {room: {"pure": room not in world, "uses": below, "says": room}
                          for room, below in uses.items()},
                "apps": {"palitan": {"uses": list(uses)[-1:], "says": "all"}}}
        with open(os.path.join(self.root, "rooms.json"), "w", encoding="utf-8") as file:
            json.dump(data, file)
        for room in uses:
            os.makedirs(os.path.join(self.root, "src", room), exist_ok=True)
        for path, text in dict(files).items():
            full = os.path.join(self.root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return rooms.House(self.root)

    def test_a_cycle_is_seen(self):
        self.assertEqual(rooms.check_arrows(self.house({"low": [], "high": ["low"]})), [])
        self.assertIn("reaches itself", rooms.check_arrows(self.house({"low": ["high"], "high": ["low"]}))[0])

    def test_a_pure_room_uses_pure_rooms_alone(self):
        house = self.house({"disk": [], "rules": ["disk"]}, world=["disk"])
        self.assertIn("not pure", rooms.check_arrows(house)[0])

    def test_a_folder_without_a_room(self):
        house = self.house({"low": []}, {"src/cellar/a.h": "\n"})
        self.assertIn("src/cellar", rooms.check_arrows(house)[0])

    def test_includes_reach_direct_neighbours_alone(self):
        uses = {"low": [], "middle": ["low"], "high": ["middle"]}
        house = self.house(uses, {"src/high/a.cpp": '#include "middle/m.h"\n#include "low/l.h"\n',
                                  "src/high/a_test.cpp": '#include "low/l.h"\n',
                                  "apps/palitan/main.cpp": '#include "low/l.h"\n'})
        self.assertEqual([text.split(": ")[0] for text in rooms.check_includes(house)],
                         ["src/high/a.cpp:2", "apps/palitan/main.cpp:1"])

    def test_a_library_belongs_to_the_rooms_that_link_it(self):
        house = self.house({"low": [], "disk": ["low"]},
                           {"cmake/packages.cmake": "set(PACKAGES_disk PkgConfig::SQLITE)\n",
                            "src/low/a.cpp": "#include <sqlite3.h>\n", "src/disk/a.cpp": "#include <sqlite3.h>\n"})
        self.assertEqual([text.split(": ")[0] for text in rooms.check_libraries(house)], ["src/low/a.cpp:1"])

    def test_floating_point_in_a_pure_room(self):
        text = ('// a double is only a word here\nconst char* s = "1.5";\nint a = 1\'000;\n'
                "double b = 2;\nauto c = 1.5;\n")
        house = self.house({"low": []}, {"src/low/a.cpp": text})
        self.assertEqual([text.split(": ")[0] for text in rooms.check_words(house)],
                         ["src/low/a.cpp:4", "src/low/a.cpp:5"])

    def test_headers_of_the_world_in_a_pure_room(self):
        house = self.house({"low": []}, {"src/low/a.cpp": "#include <random>\n#include <vector>\n"})
        self.assertEqual(len(rooms.check_words(house)), 1)

    @unittest.skipUnless(shutil.which("g++"), "needs g++")
    def test_symbols_of_the_world(self):
        calls = {"clock": "#include <chrono>\nauto f() { return std::chrono::system_clock::now(); }",
                 "file": '#include <fstream>\nvoid f() { std::ofstream out("a"); }',
                 "random": "#include <random>\nauto f() { return std::random_device{}(); }",
                 "socket": "#include <sys/socket.h>\nint f() { return socket(1, 2, 3); }",
                 "environment": '#include <cstdlib>\nauto f() { return getenv("A"); }'}
        allowed = '#include <cstdio>\n#include <cstdlib>\nvoid f() { std::fprintf(stderr, "bug\\n"); std::abort(); }'
        for kind, text in {**calls, "": allowed}.items():
            house = self.house({"low": []}, {"src/low/a.cpp": text + "\n"})
            build = os.path.join(self.root, "build", "src")
            os.makedirs(build, exist_ok=True)
            subprocess.run(["g++", "-std=c++20", "-O2", "-c", "src/low/a.cpp", "-o", "a.o"], cwd=self.root, check=True)
            library = os.path.join(build, "libroom_low.a")
            if os.path.exists(library):
                os.remove(library)
            subprocess.run(["ar", "rc", library, "a.o"], cwd=self.root, check=True)
            problems = rooms.check_symbols(house, os.path.join(self.root, "build"))
            if kind:
                self.assertTrue(any(f"calls a {kind}" in problem for problem in problems), (kind, problems))
            else:
                self.assertEqual(problems, [])

    def test_an_old_drawing_is_seen(self):
        house = self.house({"low": [], "high": ["low"]})
        path = os.path.join(self.root, "ARCHITECTURE.md")
        for middle, count in ((rooms.draw(house), 0), ("old\n", 1)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"# A\n{rooms.BEGIN}\n{middle}{rooms.END}\n")
            self.assertEqual(len(rooms.check_drawing(house, path)), count)


if __name__ == "__main__":
    unittest.main()
