"""Runs the tests that pass a mutant until one of them catches it."""
import os
import signal
import subprocess
import time

# A room's own tests first; of the others those that play whole worlds last.
LATE = ("sim", "hostile", "cli", "api", "papers")


def run(scratch, program, environment, filters, timeout):
    """The exit code; None where it did not end in time. Stops at the first failure where a mutant is awake."""
    command = [scratch.at("build/bin/test_" + program), "--gtest_brief=1", "--gtest_filter=" + filters]
    if "PALITAN_MUTANT" in environment:
        command.append("--gtest_fail_fast")
    environment = {**os.environ, "PALITAN_MUTANT": "-1", "TMPDIR": scratch.at("tmp"), **environment}
    with subprocess.Popen(command, cwd=os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
                          env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          start_new_session=True) as child:
        try:
            return child.wait(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return None


class Coverage:
    """Which tests pass which mutants, and how long each takes."""

    def __init__(self):
        self.passing = {}   # number -> {(program, test): ms}
        self.statics = {}   # number -> programs whose statics pass it
        self.tests = 0

    def learn(self, scratch, program, timeout, never):
        """`never`: patterns of tests, divided by colons, that are not asked."""
        path = scratch.at("cover." + program)
        run(scratch, program, {"PALITAN_MUTANT_COVER": path}, "*-" + never if never else "*", timeout)
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, ms, numbers = line.rstrip("\n").split("\t")
                if name == "-":
                    for number in numbers.split():
                        self.statics.setdefault(int(number), []).append(program)
                    continue
                self.tests += 1
                for number in numbers.split():
                    self.passing.setdefault(int(number), {})[(program, name)] = int(ms)

    def rounds(self, number, room):
        """(program, tests, milliseconds), the likeliest killers first."""
        by_program = {}
        for (program, name), ms in self.passing.get(number, {}).items():
            by_program.setdefault(program, []).append((ms, name))

        def rank(program):
            return (program != room, program in LATE, sum(ms for ms, _ in by_program[program]))

        for slow in (False, True):
            for program in sorted(by_program, key=rank):
                tests = [(ms, name) for ms, name in sorted(by_program[program]) if (ms >= 2_000) == slow]
                # In handfuls, so that what the first ones catch costs no more than them.
                while tests:
                    some, tests = tests[:40], tests[40:]
                    yield program, [name for _, name in some], sum(ms for ms, _ in some)
        for program in self.statics.get(number, []):
            yield program, ["*"], 60_000


def hunt(scratch, number, room, coverage, late):
    """("caught", by), ("survived", how many tests), ("unreached", 0) or ("open", ...) where `late` came first. What
    fails with the mutant asleep, too, has caught nothing."""
    asked = 0
    for program, tests, ms in coverage.rounds(number, room):
        if time.monotonic() > late:
            return "open", f"{asked} tests asked"
        filters, limit = ":".join(tests), 10 + 8 * ms / 1000
        code = run(scratch, program, {"PALITAN_MUTANT": str(number)}, filters, limit)
        if code != 0 and run(scratch, program, {}, filters, limit) == 0:
            return "caught", f"test_{program}" + (" (time)" if code is None else "")
        asked += len(tests)
    return ("survived", f"{asked} tests") if asked else ("unreached", "no test passes it")
