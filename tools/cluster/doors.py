"""A node's HTTP interface (spec/openapi.yaml) as a client on its machine sees it."""
import http.client
import json
import pathlib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from processes import LOOPBACK

# Longer than a node waits for its database: whoever hangs up earlier cannot know that nothing comes of what was asked.
ANSWER_WITHIN = 150.0


class NoAnswer(Exception):
    """The connection broke, or was refused. What was asked may have been done."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict

    @property
    def refusal(self) -> str:
        return str(self.body.get("type", "")).removeprefix("urn:palitan:refusal:")


@dataclass(frozen=True)
class Node:
    """Where one is asked: by which ports, with which token, and the key its certificate must hold."""
    ports: tuple[int, ...]
    token: str
    key: bytes
    partnership: str


def node_of(folder: pathlib.Path, ports: tuple[int, ...], partnership: str) -> Node:
    """REQUIRES: it has served."""
    serving = json.loads((folder / "serving.json").read_text())
    return Node(ports, (folder / "api.token").read_text().strip(), bytes.fromhex(serving["key"]), partnership)


class Door:
    """One client's connection. It goes to the next port where one does not answer. For one thread."""

    def __init__(self, node: Node):
        self.node, self.at = node, 0
        self.line: http.client.HTTPSConnection | None = None

    def connect(self) -> http.client.HTTPSConnection:
        """Whichever port answers, from the one that did last."""
        for left in reversed(range(len(self.node.ports))):
            try:
                return self.connect_to(self.node.ports[self.at])
            except OSError:
                self.at = (self.at + 1) % len(self.node.ports)
                if not left:
                    raise
        raise AssertionError("a node has a port")

    def connect_to(self, port: int) -> http.client.HTTPSConnection:
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE  # pinned below instead
        line = http.client.HTTPSConnection(LOOPBACK, port, timeout=ANSWER_WITHIN, context=tls)
        line.connect()
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.node.key not in (line.sock.getpeercert(binary_form=True) or b""):
            line.close()
            raise OSError("another node's certificate")
        return line

    def send(self, method: str, path: str, body: dict | None = None) -> Answer:
        """Throws NoAnswer."""
        status, text = self.exchange(method, path, body)
        try:
            return Answer(status, json.loads(text) if text else {})
        except ValueError as fault:
            raise NoAnswer(f"{method} {path}: no JSON") from fault

    def exchange(self, method: str, path: str, body: dict | None = None) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {self.node.token}", "Content-Type": "application/json"}
        try:
            self.line = self.line or self.connect()
            self.line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self.line.getresponse()
            text = answer.read()
            if answer.will_close:
                self.hang_up()
            return answer.status, text
        except (OSError, http.client.HTTPException) as fault:
            self.hang_up()
            self.at = (self.at + 1) % len(self.node.ports)
            raise NoAnswer(str(fault)) from fault

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
        self.line = None

    def book(self, path: str) -> str:
        return f"/v1/partnerships/{self.node.partnership}{path}"

    def get(self, path: str) -> dict:
        """What must be there: throws NoAnswer for a refusal too."""
        answer = self.send("GET", path)
        if answer.status != 200:
            raise NoAnswer(f"GET {path}: {answer.status} {answer.body.get('detail', '')}")
        return answer.body

    def fetch(self, path: str) -> bytes:
        status, text = self.exchange("GET", path)
        if status != 200:
            raise NoAnswer(f"GET {path}: {status}")
        return text

    def state(self) -> dict:
        return self.get(self.book(""))

    def sign(self, draft: dict) -> str:
        """What must be taken: throws NoAnswer for a refusal too."""
        answer = self.send("POST", self.book("/acts"), draft)
        if answer.status != 201:
            raise NoAnswer(f"{draft['kind']}: {answer.status} {answer.body.get('detail', '')}")
        return str(answer.body["id"])

    def unlock(self, seats: set[str], passphrase: str) -> None:
        for seat in seats:
            self.send("POST", f"/v1/seats/{seat}/unlock", {"passphrase": passphrase})

    def acts(self, since: str = "") -> Iterator[dict]:
        """All that stand, newest first: what is pending, then the log backwards; down to what was made before."""
        path = self.book("/acts?count=200")
        while True:
            answer = self.get(path)
            yield from answer["acts"]
            if "next" not in answer or (since and answer["acts"] and answer["acts"][-1]["made_at"] < since):
                return
            path = self.book(f"/acts?count=200&from={answer['next']}")
