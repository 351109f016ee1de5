"""Two nations' nodes, from the ceremony to agreed orders, by the command line as an operator has it."""
import json
import pathlib
import subprocess
from dataclasses import dataclass, replace

import doors
from processes import LOOPBACK, Process, Trouble, free_ports, wait_for, write_secret

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
AGREEMENT = ROOT / "instruments/jpn-phl-acsa-2026.toml"
HEADQUARTERS, PARTNER = "phl", "jpn"  # the record of the first moves to the cluster
PASSPHRASE = "a passphrase of four words"  # of a test's nodes: nothing is signed with their keys but what it signs
ISSUER = "logistics"
OFFICES = (("registrar", "--role", "registrar"), ("agreements desk", "--role", "custodian"),
           (ISSUER, "--role", "requester", "--role", "issuer", "--role", "receiver"),
           ("contracting officer", "--role", "approver", "--limit", "JPY 2000000"))
LINE = "1 water WATER 4000 MTQ reimbursement"
PRICE = "450"


def copy_of(act: dict, case: str | None = None, changes: dict | None = None) -> dict:
    """A draft like an act that was signed."""
    draft = {"seat": act["seat"], "kind": act["kind"], "body": {**act["body"], **(changes or {})}}
    return {**draft, "case": case} if case else draft


@dataclass(frozen=True)
class Orders:
    """Accepted ones, and the seat that issues against them."""
    cases: tuple[str, ...]
    seat: str


class Nations:
    """Both nations' folders below `folder`, and the program that works on them."""

    def __init__(self, program: pathlib.Path, folder: pathlib.Path):
        self.program, self.folder = program, folder
        self.ports = dict(zip((HEADQUARTERS, PARTNER), free_ports(2)))
        self.partnership = ""
        self.served: dict[str, Process] = {}
        self.known: dict[str, doors.Node] = {}
        self.doors: dict[str, tuple[int, ...]] = {}  # where others than its own port answer

    def at(self, name: str) -> pathlib.Path:
        return self.folder / name

    def run(self, *words: str) -> str:
        return self.command([*words, "--passphrase-file", str(self.at("pass"))])

    def command(self, words: list[str], environment: dict[str, str] | None = None) -> str:
        """What it prints; it must end well."""
        ran = subprocess.run([str(self.program), *words], capture_output=True, text=True, timeout=300, check=False,
                             stdin=subprocess.DEVNULL,
                             env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **(environment or {})})
        if ran.returncode != 0:
            raise Trouble(f"palitan {' '.join(words)}\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def on(self, party: str, *words: str) -> str:
        return self.run("--node", str(self.at(party)), *words)

    def found(self) -> None:
        write_secret(self.at("pass"), PASSPHRASE + "\n")
        names = {HEADQUARTERS: "Philippines", PARTNER: "Japan"}
        for party, name in names.items():
            self.run("party", "init", "--dir", str(self.at(party)), "--code", party, "--name", name)
        second, first = names  # the code that comes first drafts
        draft, founding = str(self.at("draft.json")), str(self.at("founding.json"))
        self.run("partnership", "found", "--dir", str(self.at(first)), "--with", str(self.at(second) / "party.json"),
                 "--arrangement", "exchange of letters", "--out", draft)
        self.run("partnership", "sign", draft, "--dir", str(self.at(second)), "--with",
                 str(self.at(first) / "party.json"), "--out", founding)
        for party, other in ((first, second), (second, first)):
            self.run("partnership", "finish", founding, "--dir", str(self.at(party)))
            self.partnership = next((self.at(party) / "record").glob("*.db")).stem
            self.run("node", "init", "--dir", str(self.at(party)), "--port", str(self.ports[party]), "--peer",
                     f"{other}={LOOPBACK}:{self.ports[other]}")

    def serve(self, party: str) -> None:
        process = Process(party, [str(self.program), "--node", str(self.at(party)), "--passphrase-file",
                                  str(self.at("pass")), "node", "serve"], self.at(f"{party}.log"), servers=False)
        process.start()
        self.served[party] = process
        wait_for(f"{party} serves", lambda: (self.at(party) / "serving.json").exists() or not process.alive(), 60)
        if not process.alive():
            raise Trouble(f"{party} does not serve: {process.log.read_text()}")

    def stop(self) -> None:
        for process in self.served.values():
            process.stop()

    def appoint(self, party: str, office: str, *roles: str) -> None:
        key = next(line.split()[1] for line in self.on(party, "actor", "make").splitlines()
                   if line.split()[:1] == ["key"])
        self.on(party, "actor", "appoint", "--key", key, "--office", office, *roles)

    def agree(self) -> None:
        """From nothing to one accepted order. REQUIRES: both serve."""
        for party in (HEADQUARTERS, PARTNER):
            for office in OFFICES:
                self.appoint(party, *office)
        self.turn(PARTNER, "instrument", "propose", str(AGREEMENT))
        for party in (PARTNER, HEADQUARTERS):
            self.turn(party, "instrument", "ratify", AGREEMENT.stem, "--in-force", "2026-06-20")
        self.turn(HEADQUARTERS, "activity", "open", "--type", "exercise", "--name", "Harbour visit", "--from",
                  "2026-06-20", "--until", "2099-12-31")
        self.turn(PARTNER, "activity", "concur", "Harbour visit")

    def turn(self, party: str, *words: str) -> None:
        self.on(party, *words)
        self.on(party, "sync")

    def first_order(self) -> str:
        self.turn(PARTNER, "order", "request", "--currency", "JPY", "--line", LINE, "--place", "Subic")
        case = next(one["id"] for one in json.loads(self.on(HEADQUARTERS, "cases", "--json"))
                    if one["kind"] == "order")
        self.turn(HEADQUARTERS, "order", "offer", case, "--line", f"{LINE} {PRICE}")
        self.turn(PARTNER, "order", "accept", case)
        return str(case)

    def door(self, party: str) -> doors.Door:
        ports = self.doors.get(party, (self.ports[party],))
        if party not in self.known:
            self.known[party] = doors.node_of(self.at(party), ports, self.partnership)
        return doors.Door(replace(self.known[party], ports=ports))

    def more_orders(self, first: str, count: int) -> Orders:
        """As many as were asked for, the first among them: its acts are signed again for each."""
        here, there = self.door(HEADQUARTERS), self.door(PARTNER)
        acts = {one["kind"]: one for one in here.get(here.book(f"/acts?case={first}"))["acts"]}
        for door in (here, there):
            door.unlock({one["seat"] for one in acts.values() if (one["party"] == HEADQUARTERS) == (door is here)},
                        PASSPHRASE)
        cases = [there.sign(copy_of(acts["request"])) for _ in range(count - 1)]
        self.await_agreement()
        offers = [here.sign(copy_of(acts["offer"], case)) for case in cases]
        self.await_agreement()
        for case, offer in zip(cases, offers):
            there.sign(copy_of(acts["accept"], case, {"of": offer}))
        self.await_agreement()
        seat = next(one["seat"] for one in here.get(here.book("/seats"))["seats"]
                    if one["office"] == ISSUER and one["party"] == HEADQUARTERS)
        return Orders((first, *cases), seat)

    def await_agreement(self, seconds: float = 120) -> dict:
        """Until neither node has anything pending and both have the same log; what it came to."""
        states: dict[str, dict] = {}

        def same() -> bool:
            for party in (HEADQUARTERS, PARTNER):
                try:
                    states[party] = self.door(party).state()
                except doors.NoAnswer as fault:
                    states[party] = {"pending": str(fault)}
            mine, other = states.values()
            return mine["pending"] == other["pending"] == 0 and all(
                mine[field] == other[field] for field in ("height", "size", "root", "results"))
        try:
            wait_for("both nodes agree on everything", same, seconds)
        except Trouble as trouble:
            said = {party: {field: state.get(field) for field in ("height", "size", "pending", "held", "stall")}
                    for party, state in states.items()}
            raise Trouble(f"{trouble}: {said}") from trouble
        return states[HEADQUARTERS]

    def proved(self, bundle: pathlib.Path) -> str:
        """Signatures, tree and results of the whole record, judged anew by the program for outsiders."""
        ran = subprocess.run([str(self.program.parent / "palitan-verify"), str(bundle), "--expect", self.partnership],
                             capture_output=True, text=True, timeout=300, check=False)
        if ran.returncode != 0:
            raise Trouble(f"the bundle is not proved: {ran.stdout}{ran.stderr}")
        return ran.stdout
