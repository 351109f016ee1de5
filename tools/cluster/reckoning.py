"""What was acknowledged beside what the record holds. Pure: no clock, no file, no process."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MARK = "Subic pier "  # an act's place: this and its marker


@dataclass(frozen=True)
class Acknowledged:
    """An act that a client was told of, or found when it looked."""
    id: str
    marker: str
    quantity: int
    round: int
    looked_up: bool  # the answer was lost; found by its marker
    began: float     # seconds of a clock that only goes on: the attempt that was answered
    answered: float


@dataclass(frozen=True)
class Standing:
    """An act of the load as a record holds it."""
    id: str
    marker: str
    quantity: int


@dataclass(frozen=True)
class Findings:
    """By round: how many were acknowledged, which are lost, which are there twice; and what nobody was told of."""
    acknowledged: dict[int, int]
    lost: dict[int, list[str]]
    doubled: dict[int, list[str]]
    unexplained: list[str]

    def clean(self) -> bool:
        return not (any(self.lost.values()) or any(self.doubled.values()) or self.unexplained)


def standing(acts: Iterable[dict]) -> list[Standing]:
    """The acts of the load among those of a record, as the interface shows them."""
    return [Standing(one["id"], one["body"]["place"].removeprefix(MARK),
                     sum(int(line["quantity"]) for line in one["body"]["lines"]))
            for one in acts if one["kind"] == "issue" and one["body"].get("place", "").startswith(MARK)]


def judge(told: list[Acknowledged], record: list[Standing]) -> Findings:
    """Lost: acknowledged and not there, or there with another content. Doubled: an id or a marker that stands twice, or
    two ids acknowledged for one marker."""
    rounds = sorted({one.round for one in told})
    found = Findings(dict(Counter(one.round for one in told)), {n: [] for n in rounds}, {n: [] for n in rounds}, [])
    contents = {one.id: one for one in record}
    ids, markers = Counter(one.id for one in record), Counter(one.marker for one in record)
    told_of = Counter(one.marker for one in told)
    for one in told:
        there = contents.get(one.id)
        if there is None or (there.marker, there.quantity) != (one.marker, one.quantity):
            found.lost[one.round].append(one.marker)
        if ids[one.id] > 1 or markers[one.marker] > 1 or told_of[one.marker] > 1:
            found.doubled[one.round].append(one.marker)
    found.unexplained.extend(sorted(marker for marker in markers if marker not in told_of))
    return found


def recovery(told: list[Acknowledged], killed: float, gone: float) -> float | None:
    """Seconds from the kill to the first acknowledgement of an act that began when all that was killed was gone."""
    return min((one.answered - killed for one in told if one.began > gone), default=None)


def silence(told: list[Acknowledged], begins: float, ends: float) -> float:
    """The longest time between two acknowledgements."""
    times = [begins, *sorted(one.answered for one in told if begins <= one.answered <= ends), ends]
    return max(after - before for before, after in zip(times, times[1:]))


def transit(balances: list[dict], supplier: str, recipient: str) -> int:
    """What was issued and not yet received, of all commodities."""
    return sum(int(one["amount"]) for one in balances if one["account"] == f"{supplier}:transit:{recipient}")


@dataclass(frozen=True)
class Row:
    round: int
    killed: str
    recovery: float | None
    silence: float
    whole: float  # seconds until every member was back


def table(rows: list[Row], found: Findings) -> str:
    head = f"{'round':>5}  {'killed':<34} {'recovery s':>10} {'silence s':>9} {'whole s':>8} " \
           f"{'acknowledged':>12} {'lost':>5} {'doubled':>7}"
    lines = [head]
    for row in rows:
        took = "never" if row.recovery is None else f"{row.recovery:.2f}"
        lines.append(f"{row.round:>5}  {row.killed:<34} {took:>10} {row.silence:>9.2f} {row.whole:>8.1f} "
                     f"{found.acknowledged.get(row.round, 0):>12} {len(found.lost.get(row.round, [])):>5} "
                     f"{len(found.doubled.get(row.round, [])):>7}")
    lost, doubled = (sum(map(len, each.values())) for each in (found.lost, found.doubled))
    lines.append(f"{'all':>5}  {'':<34} {'':>10} {'':>9} {'':>8} {sum(found.acknowledged.values()):>12} {lost:>5} "
                 f"{doubled:>7}")
    return "\n".join(lines)
