#!/usr/bin/env python3
"""tools/systemd/palitan@.service is a unit that systemd reads without a complaint, its sandbox is as tight as it was
meant, and it starts the program with words that the program knows."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNIT = ROOT / "tools/systemd/palitan@.service"
MOST_EXPOSED = 1.5  # of 10, as `systemd-analyze security` counts
PROGRAM = "/usr/local/bin/palitan"


def analyze(*words):
    ran = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=60, check=False)
    return ran.returncode, ran.stdout + ran.stderr


@unittest.skipUnless(shutil.which("systemd-analyze"), "SKIPPED: systemd-analyze (package systemd) is not installed")
class Unit(unittest.TestCase):
    def test_systemd_reads_it(self):
        with tempfile.TemporaryDirectory() as folder:
            # The program is not installed where it is tested.
            copy = pathlib.Path(folder) / UNIT.name
            copy.write_text(UNIT.read_text().replace(PROGRAM, "/bin/true"))
            code, said = analyze("verify", str(copy))
            self.assertEqual((code, said), (0, ""))
            copy.write_text(copy.read_text().replace("NoNewPrivileges=yes", "NoNewPrivilege=yes"))
            self.assertIn("NoNewPrivilege", analyze("verify", str(copy))[1])

    def test_its_sandbox_is_tight(self):
        _, said = analyze("security", "--offline=true", str(UNIT))
        level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
        self.assertIsNotNone(level, said)
        self.assertLessEqual(float(level.group(1)), MOST_EXPOSED, said)
        print(f"systemd: exposure {level.group(1)} of 10, at most {MOST_EXPOSED}")


class Words(unittest.TestCase):
    def test_the_program_knows_the_words_that_start_it(self):
        start = re.search(r"^ExecStart=\S+ (.*)$", UNIT.read_text(), re.M).group(1)
        options = set(re.findall(r"--[a-z-]+", start))
        self.assertEqual(options, {"--node", "--passphrase-file", "--log"})
        known = (ROOT / "src/cli/app.cpp").read_text() + (ROOT / "src/cli/serve_command.cpp").read_text()
        for option in options:
            self.assertIn(f'"{option}"', known)

    def test_the_passphrase_is_a_credential_and_stands_in_no_word(self):
        text = UNIT.read_text()
        self.assertRegex(text, r"(?m)^LoadCredential=passphrase:/etc/palitan/%i\.pass$")
        self.assertIn("--passphrase-file %d/passphrase", text)


if __name__ == "__main__":
    sys.exit(unittest.main())
