"""Clients that sign acts without end, and look before they sign again whenever they do not know."""
import datetime
import random
import threading
import time
from dataclasses import dataclass, field

from doors import Door, NoAnswer, Node
from nations import PASSPHRASE, Orders
from reckoning import MARK, Acknowledged

REST = 0.15  # seconds between a client's acts: people sign, no loop; still far more than any headquarters has
AGAIN = 0.1


@dataclass
class Told:
    """What all clients were told. A list is appended to by many threads."""
    acts: list[Acknowledged] = field(default_factory=list)
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    round: int = 1


class Client(threading.Thread):
    """Half of them give each act an idempotency key and send it again; the others look for its marker first."""

    def __init__(self, number: int, seed: int, node: Node, orders: Orders, told: Told):
        super().__init__(name=f"client {number}", daemon=True)
        self.number, self.told, self.node, self.orders = number, told, node, orders
        self.dice = random.Random(f"{seed}/{number}")
        self.keyed = number % 2 == 0
        self.door = Door(node)
        self.ending = threading.Event()
        self.fault = ""

    def run(self) -> None:
        try:
            count = 0
            while not self.ending.is_set():
                count += 1
                self.sign(f"{self.number}-{count}", self.dice.randrange(1, 10) * 1000,
                          self.orders.cases[(self.number + count) % len(self.orders.cases)])
                self.ending.wait(self.dice.uniform(0, 2 * REST))
        except Exception as fault:  # told at the end: a client that fell silent is no proof of anything
            self.fault = f"{self.name}: {fault!r}"

    def sign(self, marker: str, quantity: int, case: str) -> None:
        """Returns when the act stands."""
        draft = {"seat": self.orders.seat, "kind": "issue", "case": case,
                 "body": {"lines": [{"number": 1, "quantity": quantity}], "place": MARK + marker}}
        if self.keyed:
            draft["key"] = f"load {marker}"
        since = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=5)).isoformat()
        round_, unknown = self.told.round, False
        while True:
            began = time.monotonic()
            act = self.look(marker, since) if unknown and not self.keyed else None
            looked_up = act is not None
            if act is None:
                act, unknown = self.ask(draft, unknown)
            if act is not None:
                self.told.acts.append(Acknowledged(act, marker, quantity, round_, looked_up, began, time.monotonic()))
                return
            time.sleep(AGAIN)

    def ask(self, draft: dict, unknown: bool) -> tuple[str | None, bool]:
        """The act's id; or none, and whether it may stand all the same."""
        try:
            answer = self.door.send("POST", self.door.book("/acts"), draft)
        except NoAnswer:
            self.told.unanswered += 1
            return None, True
        if answer.status == 201:
            return str(answer.body["id"]), False
        if answer.refusal == "local_seat_locked":
            self.unlock()
            return None, unknown
        if answer.status != 503:
            raise RuntimeError(f"refused for good: {answer.status} {answer.body}")
        self.told.refused.append(answer.refusal)
        return None, True  # it says that nothing was recorded; look all the same

    def unlock(self) -> None:
        try:
            self.door.unlock({self.orders.seat}, PASSPHRASE)
        except NoAnswer:
            self.told.unanswered += 1

    def look(self, marker: str, since: str) -> str | None:
        """The id under which the marker stands. None: it does not. Asks until somebody says."""
        while True:
            try:
                for one in self.door.acts(since):
                    if one["kind"] == "issue" and one["body"].get("place") == MARK + marker:
                        return str(one["id"])
                return None
            except NoAnswer:
                time.sleep(AGAIN)


class Load:
    """Some clients at work."""

    def __init__(self, count: int, seed: int, node: Node, orders: Orders):
        self.told = Told()
        self.clients = [Client(number, seed, node, orders, self.told) for number in range(count)]

    def start(self) -> None:
        for client in self.clients:
            client.start()

    def stop(self, seconds: float = 180) -> None:
        """Each ends the act it is at; one that cannot is a fault."""
        for client in self.clients:
            client.ending.set()
        until = time.monotonic() + seconds
        for client in self.clients:
            client.join(max(0, until - time.monotonic()))
            if client.is_alive():
                client.fault = client.fault or f"{client.name} never got an answer"
            else:
                client.door.hang_up()

    def faults(self) -> list[str]:
        return [client.fault for client in self.clients if client.fault]
