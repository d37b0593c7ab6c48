"""How an agenda composes itself: what is on it against what there is cause for. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from izaportal.core.quarter import Quarter

OFF_TRACK = "off-track"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something should be discussed. `key` is the same for the same cause, whenever it is found."""

    key: str
    kind: str
    title: str
    why: str
    url: str
    project: UUID | None = None
    illustrative: bool = False

    @property
    def told(self) -> tuple[str, str]:
        return (self.title, self.why)


def off_track(milestone: UUID, quarter: Quarter) -> str:
    """The key of a result that was off track at the quarter."""
    return f"{OFF_TRACK}/{milestone}/{quarter}"


def milestone_of(key: str) -> UUID | None:
    """Of a result that was off track; None for any other cause."""
    kind, _, rest = key.partition("/")
    return UUID(rest.partition("/")[0]) if kind == OFF_TRACK else None


@dataclass(frozen=True, slots=True)
class Standing:
    """An item that came by itself. `by_hand`: a person took it off the agenda, so it does not come back."""

    told: tuple[str, str]
    withdrawn: bool = False
    by_hand: bool = False


class Step(Enum):
    ADD = "toegevoegd"
    RESTORE = "terug op de agenda"
    REWORD = "bijgewerkt"
    WITHDRAW = "van de agenda"


def steps(causes: Iterable[Cause], standing: Mapping[str, Standing]) -> list[tuple[Step, str]]:
    """What to do to which item (by cause), so that every cause has one, in the order of the causes.

    Doing it and asking again gives nothing.
    """
    wanted = {cause.key: cause for cause in causes}
    found = [(step, key) for key, cause in wanted.items() if (step := _step(cause, standing.get(key)))]
    gone = [key for key, item in standing.items() if key not in wanted and not item.withdrawn]
    return found + [(Step.WITHDRAW, key) for key in gone]


def _step(cause: Cause, item: Standing | None) -> Step | None:
    if item is None:
        return Step.ADD
    if item.withdrawn:
        return None if item.by_hand else Step.RESTORE
    return Step.REWORD if item.told != cause.told else None
