"""Three machines of a database on loopback: etcd, Patroni and PostgreSQL on each."""
import contextlib
import json
import os
import pathlib
import secrets
import signal
import subprocess
import urllib.request

import settings
from processes import LOOPBACK, Process, Trouble, free_ports, give, own, started_at, wait_for, write_secret

COUNT = 3
STATE = "cluster.json"


def programs() -> pathlib.Path:
    """Debian keeps the programs of each version in a folder of their own."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise Trouble("no PostgreSQL server is installed: apt-get install postgresql-15")
    return found[-1].parent


def ask(port: int, path: str, body: bytes | None = None, seconds: float = 2) -> dict | None:
    """A member's answer in JSON. None: there was none."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}{path}", body, seconds) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def says_yes(port: int, path: str) -> bool:
    """Whether a member's Patroni answers that with 200."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}{path}", None, 2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Database:
    """The members below one folder. `attached`: none outlives this process."""

    def __init__(self, folder: pathlib.Path, attached: bool = True):
        self.folder, self.attached = folder, attached
        self.machines: list[settings.Ports] = []
        self.etcd: list[Process] = []
        self.patroni: list[Process] = []

    def make(self) -> None:
        """Writes what the members read. REQUIRES: the folder is empty."""
        ports = free_ports(4 * COUNT)
        self.machines = [settings.Ports(*ports[4 * i:4 * i + 4]) for i in range(COUNT)]
        passwords = settings.Passwords(*(secrets.token_hex(16) for _ in range(4)))
        self.know()
        for number in range(COUNT):
            give(self.home("etcd", number))
            text = json.dumps(settings.patroni_settings(number, self.machines, give(self.home("db", number)),
                                                        programs(), passwords), indent=1)
            write_secret(self.home("db", number) / "patroni.yml", text, servers=True)
        write_secret(self.folder / "chief.pass", settings.pass_file("chief", passwords.superuser))
        write_secret(self.folder / "palitan.pass", settings.pass_file(settings.ROLE, passwords.palitan))
        write_secret(self.folder / "service.conf", settings.service_file(self.machines))

    def know(self) -> None:
        """The processes, as the ports say; none is started."""
        for number in range(COUNT):
            etcd, home = self.home("etcd", number), self.home("db", number)
            self.etcd.append(Process(f"etcd{number + 1}", settings.etcd_words(number, self.machines, etcd / "data"),
                                     self.log("etcd", number), attached=signal.SIGKILL if self.attached else None))
            # SIGTERM has Patroni stop its PostgreSQL too.
            self.patroni.append(Process(f"db{number + 1}", ["patroni", str(home / "patroni.yml")],
                                        self.log("db", number), also=lambda home=home: self.postmaster(home),
                                        attached=signal.SIGTERM if self.attached else None))

    def home(self, kind: str, number: int) -> pathlib.Path:
        return self.folder / f"{kind}{number + 1}"

    def log(self, kind: str, number: int) -> pathlib.Path:
        return self.folder / f"{kind}{number + 1}.log"

    @staticmethod
    def postmaster(home: pathlib.Path) -> int | None:
        """PostgreSQL of that member, where it runs: Patroni starts it as no child of its own."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((home / "data/postmaster.pid").read_text().split()[0])
            if str(home).encode() in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes() and started_at(pid):
                return pid
        return None

    def start(self) -> None:
        for one in self.etcd:
            one.start()
        wait_for("etcd has a leader", lambda: self.etcd_leader() is not None, 60)
        self.patroni[0].start()
        wait_for("the first member is primary", lambda: self.leader() == 0, 90)
        for one in self.patroni[1:]:
            one.start()
        wait_for("all members run", self.whole, 120)
        password = (self.folder / "palitan.pass").read_text().strip().rpartition(":")[2]
        for statement in settings.sql_of_palitan(password):
            self.sql(statement)

    def stop(self) -> None:
        """Standbys first, so that none is promoted on the way."""
        leader = self.leader()
        for _, one in sorted(enumerate(self.patroni), key=lambda each: each[0] == leader):
            one.stop()
        for one in self.etcd:
            one.stop()

    def members(self) -> dict[str, dict]:
        """As any living Patroni tells it."""
        for machine in self.machines:
            answer = ask(machine.rest, "/cluster")
            if answer and answer.get("members"):
                return {one["name"]: one for one in answer["members"]}
        return {}

    def all_as(self, role: str) -> list[int]:
        """Those that are it now, by their own word: `primary`, `replica`, `synchronous`. What one says of others may be
        old where etcd is away."""
        return [number for number, machine in enumerate(self.machines) if says_yes(machine.rest, f"/{role}")]

    def only(self, role: str) -> int | None:
        found = self.all_as(role)
        return found[0] if len(found) == 1 else None

    def leader(self) -> int | None:
        return self.only("primary")

    def etcd_leader(self) -> int | None:
        for machine in self.machines:
            answer = ask(machine.clients, "/v3/maintenance/status", b"{}")
            if answer and answer.get("leader"):
                for number, other in enumerate(self.machines):
                    said = ask(other.clients, "/v3/maintenance/status", b"{}")
                    if said and said["header"]["member_id"] == answer["leader"]:
                        return number
        return None

    def etcd_healthy(self) -> int:
        answers = [ask(machine.clients, "/health") for machine in self.machines]
        return sum(str(one.get("health")) == "true" for one in answers if one)

    def whole(self) -> bool:
        """One primary, one synchronous standby, all running, all members of etcd well."""
        timelines = {one.get("timeline") for one in self.members().values()}
        return (self.etcd_healthy() == COUNT and len(timelines) == 1 and self.leader() is not None
                and self.only("synchronous") is not None and len(self.all_as("replica")) == COUNT - 1)

    def sql(self, text: str, database: str = "postgres") -> str:
        """On the primary, as the superuser; the statement goes in on standard input."""
        hosts = ",".join(LOOPBACK for _ in self.machines)
        ports = ",".join(str(one.database) for one in self.machines)
        environment = {"PATH": os.environ["PATH"], "PGPASSFILE": str(self.folder / "chief.pass"), "PGHOST": hosts,
                       "PGPORT": ports, "PGUSER": "chief", "PGTARGETSESSIONATTRS": "read-write",
                       "PGDATABASE": database, "PGCONNECT_TIMEOUT": "3"}
        ran = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1"], input=text, capture_output=True, text=True,
                             env=environment, timeout=60, check=False)
        if ran.returncode != 0:
            raise Trouble(f"{text.split()[0]} …: {ran.stderr.strip()}")
        return ran.stdout.strip()

    def libpq_environment(self) -> dict[str, str]:
        return {"PGSERVICEFILE": str(self.folder / "service.conf"), "PGPASSFILE": str(self.folder / "palitan.pass")}
