"""Two `palitan node serve` over one record in the cluster, each started again and again as a service manager would."""
import contextlib
import pathlib
import shutil
import threading

import doors
from database import Database
from nations import HEADQUARTERS, Nations
from processes import Process, Trouble, free_ports, wait_for
from settings import DATABASE, SERVICE

# What both are started with beside folder and port. With --stand-by the one that waits answers on its own port too.
FLAGS: tuple[str, ...] = ("--stand-by",)
AGAIN_AFTER = 0.5  # seconds; RestartSec of a unit
WRITER = f"""SELECT a.client_port FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND a.datname = '{DATABASE}'"""


class Keeper(threading.Thread):
    """Starts the process whenever it has ended, until told otherwise. What it starts dies with this thread."""

    def __init__(self, process: Process):
        super().__init__(name=process.name, daemon=True)
        self.process, self.starts = process, 0
        self.ending, self.held = threading.Event(), threading.Event()

    def run(self) -> None:
        while not self.ending.is_set():
            if not self.held.is_set() and not self.process.alive():
                self.process.start()
                self.starts += 1
            self.ending.wait(AGAIN_AFTER if not self.process.alive() else 0.05)
        self.process.stop()

    def kill(self) -> None:
        """And keeps it down, as a machine that is gone."""
        self.held.set()
        self.process.kill_hard()

    def release(self) -> None:
        self.held.clear()

    def stop(self) -> None:
        self.ending.set()
        if self.is_alive():
            self.join(60)


def speaks_from(pid: int, port: int) -> bool:
    """Whether a connection of that process goes out from that local port."""
    with contextlib.suppress(OSError):
        lines = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
        inodes = {f"socket:[{words[9]}]" for words in lines if int(words[1].rpartition(":")[2], 16) == port}
        return any(str(one.readlink()) in inodes for one in pathlib.Path(f"/proc/{pid}/fd").iterdir())
    return False


class Headquarters:
    """The folder of the nation whose record is in the database, and its copy: the same keys on a second machine."""

    def __init__(self, nations: Nations, database: Database):
        self.nations, self.database = nations, database
        self.ports = tuple(free_ports(2))
        self.keepers: list[Keeper] = []

    def move(self) -> str:
        """Its record into the cluster, then the copy. REQUIRES: the nation does not serve."""
        home = self.nations.at(HEADQUARTERS)
        said = self.nations.command(["store", "move", "--from", f"sqlite:{home}", "--to", f"postgres:{SERVICE}"],
                                    self.database.libpq_environment())
        shutil.copytree(home, self.second_home())
        for number, folder in enumerate((home, self.second_home())):
            process = Process(f"serve{number + 1}",
                              [str(self.nations.program), "--node", str(folder), "--passphrase-file",
                               str(self.nations.at("pass")), "node", "serve", "--port", str(self.ports[number]),
                               *FLAGS],
                              self.nations.at(f"serve{number + 1}.log"), servers=False,
                              environment=self.database.libpq_environment())
            self.keepers.append(Keeper(process))
        return said

    def second_home(self) -> pathlib.Path:
        return self.nations.at(f"{HEADQUARTERS}-second")

    def start(self) -> None:
        """The first writes; the second waits for its turn."""
        self.keepers[0].start()
        wait_for("the first serves", lambda: (self.nations.at(HEADQUARTERS) / "serving.json").exists(), 60)
        self.nations.doors[HEADQUARTERS] = self.ports
        wait_for("the first writes", lambda: self.writer() == 0, 60)
        self.keepers[1].start()

    def node(self) -> doors.Node:
        return self.nations.door(HEADQUARTERS).node

    def writer(self) -> int | None:
        """Which of the two holds the writer's lock."""
        with contextlib.suppress(Trouble, ValueError):
            port = int(self.database.sql(WRITER))
            for number, keeper in enumerate(self.keepers):
                if keeper.process.alive() and speaks_from(keeper.process.pid, port):
                    return number
        return None

    def stop(self) -> None:
        for keeper in self.keepers:
            keeper.stop()
