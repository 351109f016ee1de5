"""The failover test: a nation with its record in the cluster and two serve, its partner, clients, rounds, the count."""
import contextlib
import pathlib
import random
import time

from database import Database
from headquarters import Headquarters
from load import Load, Told
from nations import HEADQUARTERS, PARTNER, Nations, Orders
from processes import Scratch, Trouble
from reckoning import Findings, Row, judge, standing, table, transit
from rounds import Kind, Stage, order_of, play

CLIENTS, ORDERS = 8, 24


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def failover(program: pathlib.Path, times: int, seed: int, only: tuple[str, ...], keep: bool) -> int:
    """Prints what happened. 0: nothing lost, nothing doubled, every round came to its end."""
    dice = random.Random(seed)
    kinds = order_of(times, dice, only)
    say(f"seed {seed}: {', '.join(kind.name for kind in kinds)}")
    with contextlib.ExitStack() as ending:
        folder = ending.enter_context(Scratch("palitan-cluster-", keep))
        database, nations = Database(folder.path), Nations(program.resolve(), folder.path)
        headquarters = Headquarters(nations, database)
        for one in (database, nations, headquarters):
            ending.callback(one.stop)
        orders = prepare(database, nations, headquarters)
        load = Load(CLIENTS, seed, headquarters.node(), orders)
        load.start()
        ending.callback(load.stop, 0)
        rows, faults = play_all(Stage(database, headquarters, load, dice), kinds)
        load.stop()
        found, more = verify(nations, load.told)
        print(table(rows, found))
        faults += load.faults() + more
        for fault in faults:
            print(f"FAULT: {fault}")
        folder.keep |= bool(faults)
        return 1 if faults else 0


def prepare(database: Database, nations: Nations, headquarters: Headquarters) -> Orders:
    """From nothing to two serve on a record in the cluster, with orders to issue against."""
    database.make()
    database.start()
    say(f"the database runs: {database.sql('SHOW server_version')}")
    nations.found()
    for party in (HEADQUARTERS, PARTNER):
        nations.serve(party)
    nations.agree()
    orders = nations.more_orders(nations.first_order(), ORDERS)
    nations.served.pop(HEADQUARTERS).stop()
    say(headquarters.move().splitlines()[0])
    headquarters.start()
    return orders


def play_all(stage: Stage, kinds: list[Kind]) -> tuple[list[Row], list[str]]:
    """The rounds that came to their end, and what stopped one."""
    rows: list[Row] = []
    for number, kind in enumerate(kinds, 1):
        try:
            rows.append(play(stage, number, kind))
        except Trouble as fault:
            return rows, [f"round {number} ({kind.name}) did not end: {fault}"]
        say(f"round {number}: {rows[-1].killed}, {rows[-1].recovery or 0:.2f} s")
    return rows, []


def verify(nations: Nations, told: Told) -> tuple[Findings, list[str]]:
    """After the load: both records beside what was acknowledged, and the whole proved from its bundle. Gives the
    findings in the headquarters' record, and faults."""
    state = nations.await_agreement()
    quantity = sum(one.quantity for one in told.acts)
    bundles, faults = [], []
    for party in (PARTNER, HEADQUARTERS):
        door = nations.door(party)
        found = judge(told.acts, standing(door.acts()))
        balances = door.get(door.book("/balances"))["balances"]
        if not found.clean():
            faults.append(f"{party}: lost {found.lost}, doubled {found.doubled}, unexplained {found.unexplained}")
        if transit(balances, HEADQUARTERS, PARTNER) != quantity:
            faults.append(f"{party}: balances say {balances}, acknowledged were {quantity}")
        bundles.append(door.fetch(door.book("/bundle")))
    if bundles[0] != bundles[1]:
        faults.append("the bundles of the two nodes differ")
    nations.at("bundle").write_bytes(bundles[1])
    print(nations.proved(nations.at("bundle")).strip())
    print(f"both nodes: height {state['height']}, {state['size']} acts, root {state['root']}\n"
          f"issued, by the acknowledged acts and by both nodes' balances: {quantity} millionths of a cubic metre\n"
          f"answers that never came: {told.unanswered}; 503: {len(told.refused)}; found standing by a look: "
          f"{sum(one.looked_up for one in told.acts)}")
    return found, faults
