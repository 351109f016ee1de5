"""Processes of a cluster on one machine: started as an unprivileged user, known by their pids, ended by them."""
import contextlib
import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable

SERVER_USERS = ("postgres", "nobody")
PORTS = range(20_000, 32_000)  # below those that the system gives to connections going out
LOOPBACK = "127.0.0.1"


class Trouble(Exception):
    """What went wrong, for a person."""


def server_user() -> pwd.struct_passwd | None:
    """Who runs the servers: PostgreSQL refuses root. None: whoever runs this."""
    if os.getuid() != 0:
        return None
    for name in SERVER_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Trouble("run as root, and there is neither a user postgres nor nobody to run the servers")


def give(path: pathlib.Path, mode: int = 0o700) -> pathlib.Path:
    """Makes the folder, the server user's own."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    own(path)
    return path


def own(path: pathlib.Path) -> None:
    if user := server_user():
        os.chown(path, user.pw_uid, user.pw_gid)


def write_secret(path: pathlib.Path, text: str, servers: bool = False) -> None:
    """A file that only its owner reads, from its first byte on."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    if servers:
        own(path)


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on now."""
    found: list[int] = []
    with contextlib.ExitStack() as held:
        for port in random.SystemRandom().sample(PORTS, len(PORTS)):
            probe = held.enter_context(socket.socket())
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((LOOPBACK, port))
                found.append(port)
            if len(found) == count:
                return found
    raise Trouble("no free ports")


def started_at(pid: int) -> int | None:
    """In ticks since the machine's start; with the pid it names one process. None: it is gone, or a zombie."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def children(pid: int) -> list[int]:
    """All below it, parents first."""
    below: list[int] = []
    with contextlib.suppress(OSError):
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                below += [int(child), *children(int(child))]
    return below


def send(pids: list[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def wait_for(what: str, holds: Callable[[], object], seconds: float, every: float = 0.1) -> None:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise Trouble(f"waited {seconds:.0f} s for this in vain: {what}")
        time.sleep(every)


def as_user(attached: int | None, servers: bool) -> list[str]:
    """The words before a command: another user for servers; with `attached`, that signal when who started it dies."""
    words = ["setpriv"]
    if attached is not None:
        words += ["--pdeathsig", signal.Signals(attached).name[3:]]
    user = server_user() if servers else None
    if user is not None:
        words += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return words + ["--"] if len(words) > 1 else []


class Process:
    """One program that can be started again, and what it left running."""

    def __init__(self, name: str, words: list[str], log: pathlib.Path, *, servers: bool = True,
                 environment: dict[str, str] | None = None, attached: int | None = signal.SIGKILL,
                 also: Callable[[], int | None] = lambda: None):
        self.name, self.words, self.log, self.servers, self.attached = name, words, log, servers, attached
        self.environment = environment or {}
        self.also = also  # a process that is not its child and yet its own
        self.child: subprocess.Popen[bytes] | None = None
        self.pid = 0
        self.lock = threading.Lock()

    def start(self) -> None:
        with self.lock, open(self.log, "ab") as log:
            self.child = subprocess.Popen([*as_user(self.attached, self.servers), *self.words], stdout=log, stderr=log,
                                          stdin=subprocess.DEVNULL, start_new_session=True, cwd="/",
                                          env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.environment})
            self.pid = self.child.pid

    def alive(self) -> bool:
        return self.child.poll() is None if self.child else self.pid > 0 and started_at(self.pid) is not None

    def all(self) -> list[int]:
        """Itself first, then what would start others, then those."""
        own_pids = [self.pid, *children(self.pid)] if self.alive() else []
        other = self.also()
        return own_pids + ([other, *children(other)] if other else [])

    def signal_all(self, number: int) -> None:
        send(self.all(), number)

    def kill_hard(self) -> None:
        """As if its machine had gone: nothing of it gets a word in."""
        pids = self.all()
        send(pids, signal.SIGKILL)
        self.reap()
        wait_for(f"{self.name} is gone", lambda: not any(started_at(pid) for pid in pids), 20, 0.01)

    def stop(self, seconds: float = 20) -> None:
        """In order; by force where it does not."""
        self.signal_all(signal.SIGCONT)
        if self.alive():
            send([self.pid], signal.SIGTERM)
            with contextlib.suppress(Trouble):
                wait_for(f"{self.name} ends", lambda: not self.alive(), seconds)
        if self.all():
            self.kill_hard()
        self.reap()

    def reap(self) -> None:
        if self.child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(10)


class Scratch:
    """A folder for the purpose; gone afterwards unless somebody has to look into it: `keep`, or trouble."""

    def __init__(self, prefix: str, keep: bool):
        self.path, self.keep = pathlib.Path(tempfile.mkdtemp(prefix=prefix)), keep
        self.path.chmod(0o711)  # the servers' user may pass through

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        if self.keep or isinstance(fault, Exception):
            print(f"cluster: all logs are in {self.path}", file=sys.stderr)
        else:
            shutil.rmtree(self.path, ignore_errors=True)
