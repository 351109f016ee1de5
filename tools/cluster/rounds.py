"""Rounds of a failover test: something is killed under load, the load goes on, what was killed comes back."""
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from database import COUNT, Database
from headquarters import Headquarters
from load import Load
from processes import Trouble, children, send, wait_for
from reckoning import Row, recovery, silence

QUIET = 3.0      # seconds of plain work before each kill
HANG = 20.0      # seconds that a hung primary hangs at most
RECOVERED = 150  # seconds after which a round counts as failed
WHOLE = 240

Restore = Callable[[], None]


@dataclass(frozen=True)
class Kind:
    name: str
    kill: Callable[["Stage"], tuple[str, Restore]]  # what it was, for the table, and how it comes back
    down: float = RECOVERED                         # seconds after which it comes back whatever happens


@dataclass
class Stage:
    """What rounds are played on."""
    database: Database
    headquarters: Headquarters
    load: Load
    dice: random.Random

    def primary(self) -> int:
        return known(self.database.leader(), "primary")

    def writer(self) -> int:
        return known(self.headquarters.writer(), "writing serve")


def known(number: int | None, what: str) -> int:
    if number is None:
        raise Trouble(f"there is no {what} to kill")
    return number


def kill_primary(stage: Stage) -> tuple[str, Restore]:
    one = stage.database.patroni[stage.primary()]
    one.kill_hard()
    return f"primary {one.name}", one.start


def kill_postgres(stage: Stage) -> tuple[str, Restore]:
    one = stage.database.patroni[stage.primary()]
    postmaster = known(one.also(), "PostgreSQL")
    send([postmaster, *children(postmaster)], signal.SIGKILL)
    return f"PostgreSQL alone of {one.name}", lambda: None


def kill_serve(stage: Stage) -> tuple[str, Restore]:
    keeper = stage.headquarters.keepers[stage.writer()]
    keeper.kill()
    return f"writing {keeper.process.name}", keeper.release


def kill_etcd(stage: Stage, leader: bool) -> tuple[str, Restore]:
    first = known(stage.database.etcd_leader(), "leader of etcd")
    other = stage.dice.choice([number for number in range(COUNT) if number != first])
    one = stage.database.etcd[first if leader else other]
    one.kill_hard()
    return f"{one.name}, {'its leader' if leader else 'a follower'}", one.start


def kill_standby(stage: Stage) -> tuple[str, Restore]:
    one = stage.database.patroni[known(stage.database.with_role("sync_standby"), "synchronous standby")]
    one.kill_hard()
    return f"synchronous standby {one.name}", one.start


def hang_primary(stage: Stage) -> tuple[str, Restore]:
    one = stage.database.patroni[stage.primary()]
    one.signal_all(signal.SIGSTOP)
    return f"primary {one.name} hangs", lambda: one.signal_all(signal.SIGCONT)


def kill_machine(stage: Stage) -> tuple[str, Restore]:
    """The primary, the member of etcd beside it and the serve that writes: all at once."""
    number, keeper = stage.primary(), stage.headquarters.keepers[stage.writer()]
    gone = [stage.database.patroni[number], stage.database.etcd[number]]
    for one in gone:
        one.kill_hard()
    keeper.kill()

    def restore() -> None:
        for one in gone:
            one.start()
        keeper.release()
    return f"db{number + 1}, etcd{number + 1}, {keeper.process.name}", restore


KINDS = (Kind("primary", kill_primary), Kind("serve", kill_serve),
         Kind("etcd", lambda stage: kill_etcd(stage, False)), Kind("etcd-leader", lambda stage: kill_etcd(stage, True)),
         Kind("standby", kill_standby), Kind("hang", hang_primary, HANG), Kind("postgres", kill_postgres),
         Kind("machine", kill_machine))


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
    killed = time.monotonic()
    name, restore = kind.kill(stage)

    def recovered() -> bool:
        if faults := stage.load.faults():
            raise Trouble("; ".join(faults))
        return recovery(told.acts, killed) is not None
    try:
        wait_for("an act is acknowledged", recovered, kind.down, 0.02)
    except Trouble:
        if kind.down == RECOVERED:
            raise
    time.sleep(1)
    restore()
    wait_for("an act is acknowledged", recovered, RECOVERED, 0.02)
    wait_for("the cluster is whole", lambda: stage.database.whole() and stage.headquarters.writer() is not None,
             WHOLE, 0.5)
    now = time.monotonic()
    return Row(number, name, recovery(told.acts, killed), silence(told.acts, killed, now), now - killed)
