"""Rounds of a failover test: something is killed under load, the load goes on, what was killed comes back."""
import json
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from database import COUNT, Database, ask
from headquarters import Headquarters
from load import Load
from processes import Process, Trouble, children, send, wait_for
from reckoning import Row, recovery, silence

QUIET = 3.0  # seconds of plain work before each kill
STANDSTILL = 20.0  # seconds that all stands still where it must
RECOVERED = 150.0  # seconds after which a round counts as failed
WHOLE = 240.0


@dataclass(frozen=True)
class Blow:
    """What it hits, for the table; the blow itself; and how what it hit comes back."""
    name: str
    strike: Callable[[], None]
    restore: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Kind:
    name: str
    aim: Callable[["Stage"], Blow]
    least: float = 1.0       # seconds that it is gone, though acts go on
    most: float = RECOVERED  # seconds after which it comes back, though none does


@dataclass
class Stage:
    """What rounds are played on."""
    database: Database
    headquarters: Headquarters
    load: Load
    dice: random.Random

    def primary(self) -> int:
        return known(self.database.leader(), "primary")

    def standby(self) -> Process:
        return self.database.patroni[known(self.database.only("synchronous"), "synchronous standby")]

    def writer(self) -> int:
        return known(self.headquarters.writer(), "writing serve")

    def wait_until_whole(self) -> None:
        wait_for("the cluster is whole", lambda: self.database.whole() and self.headquarters.writer() is not None,
                 WHOLE, 0.5)


def known(number: int | None, what: str) -> int:
    if number is None:
        raise Trouble(f"there is no {what} to kill")
    return number


def primary(stage: Stage) -> Blow:
    one = stage.database.patroni[stage.primary()]
    return Blow(f"primary {one.name}", one.kill_hard, one.start)


def postgres(stage: Stage) -> Blow:
    """PostgreSQL alone: Patroni beside it lives and brings it back."""
    one = stage.database.patroni[stage.primary()]
    postmaster = known(one.also(), "PostgreSQL")
    return Blow(f"PostgreSQL alone of {one.name}",
                lambda: send([postmaster, *children(postmaster)], signal.SIGKILL))


def hang(stage: Stage) -> Blow:
    one = stage.database.patroni[stage.primary()]
    return Blow(f"primary {one.name} hangs", lambda: one.signal_all(signal.SIGSTOP),
                lambda: one.signal_all(signal.SIGCONT))


def standby(stage: Stage) -> Blow:
    one = stage.standby()
    return Blow(f"synchronous standby {one.name}", one.kill_hard, one.start)


def serve(stage: Stage) -> Blow:
    keeper = stage.headquarters.keepers[stage.writer()]
    return Blow(f"writing {keeper.process.name}", keeper.kill, keeper.release)


def etcd(stage: Stage, leader: bool) -> Blow:
    first = known(stage.database.etcd_leader(), "leader of etcd")
    others = [number for number in range(COUNT) if number != first]
    one = stage.database.etcd[first if leader else stage.dice.choice(others)]
    return Blow(f"{one.name}, {'its leader' if leader else 'a follower'}", one.kill_hard, one.start)


def machine(stage: Stage) -> Blow:
    """The primary, the member of etcd beside it and the serve that writes: all at once."""
    number, keeper = stage.primary(), stage.headquarters.keepers[stage.writer()]
    gone = all_of([stage.database.patroni[number], stage.database.etcd[number]])

    def strike() -> None:
        gone.strike()
        keeper.kill()

    def restore() -> None:
        gone.restore()
        keeper.release()
    return Blow(f"{gone.name}, {keeper.process.name}", strike, restore)


def both(stage: Stage) -> Blow:
    """Who has all and who must have all: the third may not go on without them."""
    return all_of([stage.database.patroni[stage.primary()], stage.standby()])


def majority(stage: Stage) -> Blow:
    return all_of(stage.dice.sample(stage.database.etcd, 2))


def switchover(stage: Stage) -> Blow:
    """Nothing is killed: how an operator takes the primary out of service."""
    before, after = stage.primary(), stage.standby().name

    def strike() -> None:
        words = json.dumps({"leader": f"db{before + 1}", "candidate": after}).encode()
        ask(stage.database.machines[before].rest, "/switchover", words, 60)
        wait_for("another is primary", lambda: stage.database.leader() not in (None, before), 60)
    return Blow(f"switchover to {after}", strike)


def all_of(processes: list[Process]) -> Blow:
    def strike() -> None:
        for one in processes:
            one.kill_hard()

    def restore() -> None:
        for one in processes:
            one.start()
    return Blow(", ".join(one.name for one in processes), strike, restore)


KINDS = (Kind("primary", primary), Kind("serve", serve), Kind("etcd", lambda stage: etcd(stage, False)),
         Kind("etcd-leader", lambda stage: etcd(stage, True)), Kind("standby", standby),
         Kind("hang", hang, most=STANDSTILL), Kind("postgres", postgres), Kind("machine", machine),
         Kind("both", both, STANDSTILL, STANDSTILL), Kind("majority", majority, STANDSTILL, STANDSTILL),
         Kind("switchover", switchover))


def order_of(times: int, dice: random.Random, only: tuple[str, ...] = ()) -> list[Kind]:
    """Every kind before one comes again; the order is the dice's."""
    kinds = [kind for kind in KINDS if not only or kind.name in only]
    out: list[Kind] = []
    while len(out) < times:
        out += dice.sample(kinds, len(kinds))
    return out[:times]


def play(stage: Stage, number: int, kind: Kind) -> Row:
    """One round. Throws Trouble where the cluster does not come back."""
    told = stage.load.told
    told.round = number
    time.sleep(QUIET)
    stage.wait_until_whole()  # Patroni may choose its standby anew once more after the round before
    blow = kind.aim(stage)
    killed = time.monotonic()
    blow.strike()
    gone = time.monotonic()

    def took(since: float) -> float | None:
        if faults := stage.load.faults():
            raise Trouble("; ".join(faults))
        return recovery(told.acts, killed, since)
    wait_for("an act is acknowledged, or it comes back",
             lambda: took(gone) or time.monotonic() > killed + kind.most, RECOVERED, 0.02)
    time.sleep(max(0.0, killed + kind.least - time.monotonic()))
    blow.restore()
    back = time.monotonic()
    wait_for("an act is acknowledged", lambda: took(back), RECOVERED, 0.02)
    stage.wait_until_whole()
    now = time.monotonic()
    return Row(number, blow.name, took(gone), silence(told.acts, killed, now), now - killed)
