#!/usr/bin/env python3
"""The failover test of tools/cluster, as far as nothing needs to be started: what members are told, what counts as lost
or doubled, that every kind of kill gets its turn, and that no password stands in a word of a command."""
import os
import pathlib
import random
import signal
import stat
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools/cluster"))
import processes  # noqa: E402
import reckoning  # noqa: E402
import rounds  # noqa: E402
import settings  # noqa: E402

MACHINES = [settings.Ports(100 + i, 200 + i, 300 + i, 400 + i) for i in range(3)]
PASSWORDS = settings.Passwords("chief1", "repl2", "rewind3", "palitan4")


def told(marker, act=None, quantity=1000, number=1, began=0.0, answered=1.0):
    return reckoning.Acknowledged(act or f"id of {marker}", marker, quantity, number, False, began, answered)


def there(marker, act=None, quantity=1000):
    return reckoning.Standing(act or f"id of {marker}", marker, quantity)


class Settings(unittest.TestCase):
    def member(self, number=1):
        return settings.patroni_settings(number, MACHINES, pathlib.Path("/x"), pathlib.Path("/bin"), PASSWORDS)

    def test_nothing_is_acknowledged_by_one_server_alone(self):
        shared = self.member()["bootstrap"]["dcs"]
        self.assertTrue(shared["synchronous_mode"] and shared["synchronous_mode_strict"])
        parameters = shared["postgresql"]["parameters"]
        self.assertEqual((parameters["synchronous_commit"], parameters["fsync"]), ("on", "on"))

    def test_the_times_fit_each_other(self):
        """Patroni's own rule: a leader may miss one turn of its loop and still keep its key."""
        self.assertLessEqual(settings.LOOP_WAIT + 2 * settings.RETRY, settings.TTL)

    def test_all_is_on_loopback_and_each_member_has_ports_of_its_own(self):
        member = self.member()
        self.assertEqual(member["restapi"]["listen"], "127.0.0.1:301")
        self.assertEqual(member["postgresql"]["listen"], "127.0.0.1:401")
        self.assertEqual(member["etcd"]["hosts"], ["127.0.0.1:100", "127.0.0.1:101", "127.0.0.1:102"])
        words = settings.etcd_words(2, MACHINES, pathlib.Path("/x"))
        self.assertNotIn("0.0.0.0", " ".join(words))
        self.assertIn("http://127.0.0.1:102", words)

    def test_every_way_in_asks_for_a_password(self):
        for line in self.member()["postgresql"]["pg_hba"]:
            self.assertTrue(line.endswith("scram-sha-256"), line)

    def test_a_node_is_told_all_three_and_no_password(self):
        text = settings.service_file(MACHINES)
        self.assertIn("port=400,401,402\n", text)
        self.assertNotIn("password", text)
        self.assertNotIn("palitan4", repr(PASSWORDS))


class Reckoning(unittest.TestCase):
    def test_what_was_acknowledged_stands_once(self):
        found = reckoning.judge([told("a"), told("b", number=2)], [there("b"), there("a")])
        self.assertTrue(found.clean())
        self.assertEqual(found.acknowledged, {1: 1, 2: 1})

    def test_lost_in_its_round(self):
        found = reckoning.judge([told("a"), told("b", number=2)], [there("a")])
        self.assertEqual((found.lost, found.doubled), ({1: [], 2: ["b"]}, {1: [], 2: []}))
        self.assertFalse(found.clean())

    def test_another_content_under_the_id_is_lost(self):
        self.assertEqual(reckoning.judge([told("a")], [there("a", quantity=7)]).lost[1], ["a"])

    def test_a_marker_twice_is_doubled(self):
        found = reckoning.judge([told("a", "one")], [there("a", "one"), there("a", "two")])
        self.assertEqual((found.doubled[1], found.lost[1]), (["a"], []))

    def test_an_id_twice_is_doubled(self):
        self.assertEqual(reckoning.judge([told("a")], [there("a"), there("a")]).doubled[1], ["a"])

    def test_two_answers_for_one_marker_are_doubled(self):
        found = reckoning.judge([told("a", "one"), told("a", "two")], [there("a", "one")])
        self.assertEqual((found.doubled[1], found.lost[1]), (["a", "a"], ["a"]))

    def test_what_nobody_was_told_of_is_no_clean_end(self):
        found = reckoning.judge([told("a")], [there("a"), there("ghost")])
        self.assertEqual(found.unexplained, ["ghost"])
        self.assertFalse(found.clean())

    def test_the_acts_of_the_load_are_known_among_others(self):
        def issue(place):
            return {"id": place, "kind": "issue", "body": {"place": place, "lines": [{"number": 1, "quantity": "5"}]}}
        acts = [issue("Subic pier 3-4"), issue("Subic"), {"id": "x", "kind": "close", "body": {}}]
        self.assertEqual(reckoning.standing(acts), [reckoning.Standing("Subic pier 3-4", "3-4", 5)])

    def test_recovery_counts_from_acts_that_began_after_the_kill(self):
        acts = [told("a", began=9.0, answered=10.5), told("b", began=10.2, answered=14.0)]
        self.assertEqual(reckoning.recovery(acts, 10.0, 10.1), 4.0)
        self.assertIsNone(reckoning.recovery(acts, 10.0, 10.2))

    def test_silence_is_the_longest_gap(self):
        acts = [told("a", answered=11.0), told("b", answered=18.0)]
        self.assertEqual(reckoning.silence(acts, 10.0, 20.0), 7.0)
        self.assertEqual(reckoning.silence([], 10.0, 20.0), 10.0)

    def test_the_table_counts_what_was_found(self):
        rows = [reckoning.Row(1, "primary db1", 9.5, 9.75, 30.0), reckoning.Row(2, "serve", None, 3.0, 4.0)]
        text = reckoning.table(rows, reckoning.judge([told("a"), told("b", number=2)], [there("a")]))
        self.assertRegex(text, r"1  primary db1 +9\.50 +9\.75 +30\.0 +1 +0 +0\n")
        self.assertRegex(text, r"2  serve +never +3\.00 +4\.0 +1 +1 +0\n")
        self.assertRegex(text, r" all +2 +1 +0$")


class Rounds(unittest.TestCase):
    def test_every_kind_has_its_turn_and_a_seed_gives_one_order(self):
        kinds = rounds.order_of(len(rounds.KINDS), random.Random(4))
        self.assertEqual({kind.name for kind in kinds}, {kind.name for kind in rounds.KINDS})
        self.assertEqual(rounds.order_of(20, random.Random(4)), rounds.order_of(20, random.Random(4)))
        self.assertEqual({kind.name for kind in rounds.order_of(3, random.Random(4), ("serve",))}, {"serve"})


class Processes(unittest.TestCase):
    def test_one_is_known_by_its_pid_and_gone_with_what_it_started(self):
        with tempfile.TemporaryDirectory() as folder:
            one = processes.Process("sleepers", ["/bin/sh", "-c", "sleep 60 & sleep 60"], pathlib.Path(folder) / "log",
                                    servers=False, attached=signal.SIGKILL)
            one.start()
            processes.wait_for("both sleep", lambda: len(one.all()) == 3, 20)
            pids = one.all()
            one.kill_hard()
            self.assertFalse(one.alive())
            self.assertEqual([processes.started_at(pid) for pid in pids], [None] * 3)

    def test_a_secret_is_its_owners_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "secret"
            processes.write_secret(path, "x")
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)

    def test_free_ports_are_many_and_apart(self):
        self.assertEqual(len(set(processes.free_ports(14))), 14)


class Command(unittest.TestCase):
    def test_it_names_its_words_and_refuses_others(self):
        def run(*words):
            return subprocess.run([sys.executable, str(ROOT / "tools/cluster/cluster.py"), *words],
                                  capture_output=True, text=True, check=False)
        self.assertEqual(run("--help").returncode, 0)
        self.assertEqual(run("sideways").returncode, 2)
        lost = run("status", "/nonexistent")
        self.assertEqual(lost.returncode, 1)
        self.assertIn("holds no cluster", lost.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
