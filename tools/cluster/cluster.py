#!/usr/bin/env python3
"""A cluster for a node's record on one machine: three of etcd, three of Patroni with PostgreSQL, loopback alone.

  cluster.py up DIR         makes it in DIR, or starts it again, and leaves it running
  cluster.py status DIR     who is primary, who follows
  cluster.py down DIR       ends what `up` started; DIR stays
  cluster.py failover       two nations, two serve, clients; kills one thing after another, then counts
"""
import argparse
import json
import pathlib
import secrets
import signal
import sys
from types import FrameType

import settings
from database import COUNT, STATE, Database
from failover import failover
from nations import ROOT
from processes import Trouble, started_at, wait_for
from rounds import KINDS


def remembered(folder: pathlib.Path) -> Database:
    """What `up` made there, with the processes it started that still live."""
    try:
        state = json.loads((folder / STATE).read_text())
    except OSError as fault:
        raise Trouble(f"{folder} holds no cluster: {fault}") from fault
    database = Database(folder, attached=False)
    database.machines = [settings.Ports(*ports) for ports in state["ports"]]
    database.know()
    for process in database.etcd + database.patroni:
        pid, since = state["pids"].get(process.name, (0, None))
        process.pid = pid if since is not None and started_at(pid) == since else 0
    return database


def remember(database: Database) -> None:
    pids = {one.name: (one.pid, started_at(one.pid)) for one in database.etcd + database.patroni}
    ports = [[one.clients, one.peers, one.rest, one.database] for one in database.machines]
    (database.folder / STATE).write_text(json.dumps({"ports": ports, "pids": pids}, indent=1) + "\n")


def up(folder: pathlib.Path) -> int:
    folder = folder.resolve()
    if (folder / STATE).exists():
        database = remembered(folder)
        for process in database.etcd + database.patroni:
            if not process.alive():
                process.start()
        wait_for("all members run", database.whole, 180)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
        database = Database(folder, attached=False)
        database.make()
        try:
            database.start()
        except BaseException:
            database.stop()
            raise
    remember(database)
    print(f"For a node: PGSERVICEFILE={folder / 'service.conf'} PGPASSFILE={folder / 'palitan.pass'}\n"
          f"            palitan store move --from sqlite:FOLDER --to postgres:{settings.SERVICE}")
    return status(folder)


def status(folder: pathlib.Path) -> int:
    database = remembered(folder.resolve())
    for name, one in sorted(database.members().items()):
        print(f"{name}  {one['role']:<13} {one['state']:<9} port {one['port']}, timeline {one.get('timeline', '?')}")
    leader = database.etcd_leader()
    print(f"etcd: {database.etcd_healthy()} of {COUNT} well, led by {'nobody' if leader is None else leader + 1}")
    return 0 if database.whole() else 1


def down(folder: pathlib.Path) -> int:
    database = remembered(folder.resolve())
    database.stop()
    remember(database)
    return 0


def ended(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("up", "status", "down"):
        commands.add_parser(name).add_argument("folder", type=pathlib.Path)
    test = commands.add_parser("failover")
    test.add_argument("--times", type=int, default=10, help="rounds")
    test.add_argument("--seed", type=int, default=None, help="of the order and the load; printed")
    test.add_argument("--only", action="append", default=[], choices=[kind.name for kind in KINDS])
    test.add_argument("--palitan", type=pathlib.Path, default=ROOT / "build/bin/palitan", help="the program")
    test.add_argument("--keep", action="store_true", help="the folder with all logs stays")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, ended)
    try:
        if options.command == "failover":
            options.seed = secrets.randbelow(1_000_000) if options.seed is None else options.seed
            return failover(options.palitan, options.times, options.seed, tuple(options.only), options.keep)
        return {"up": up, "status": status, "down": down}[options.command](options.folder)
    except Trouble as trouble:
        print(f"cluster: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("cluster: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
