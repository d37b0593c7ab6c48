"""What the portal must know of a kind of rows to give them out, take them in and take them back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from izaportal.core.errors import Invalid, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.imports.comparing import Comparison
from izaportal.imports.layout import Choices, Record, Row, Tab
from pillars.models import Programme

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes the programme by an import, and why; `progress` is told how many rows are done."""

    actor: Viewer
    programme: Programme
    reason: str
    progress: Progress = lambda _: None


@dataclass(frozen=True, slots=True)
class Done:
    """A row that was added or changed: what it takes to undo it.

    `entry` is its line in the audit trail; `before` and `after` are what undoing needs besides.
    """

    row_id: str
    is_new: bool
    entry: UUID | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a service refused: at a column of a row, or of all of it."""

    message: str
    row: Row | None = None
    column: str = ""


@dataclass(slots=True)
class Result:
    done: list[Done] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @contextmanager
    def of(self, row: Row | None) -> Iterator[None]:
        """What is done to a row; a refusal becomes a problem, and nothing of it stays."""
        try:
            with transaction.atomic():
                yield
        except Invalid as invalid:
            self.problems += [Problem(one.message, row, one.place) for one in invalid.mistakes]
        except Refused as refusal:
            self.problems.append(Problem(str(refusal), row, refusal.place))

    def note(self, row_id: object, entry: AuditEntry | None, *, is_new: bool) -> None:
        if entry is not None or is_new:
            self.done.append(Done(str(row_id), is_new, entry.pk if entry else None))


@dataclass(frozen=True)
class Kind:
    """Functions of the programme: what can be chosen, what is stored (by id), and how it changes.

    `undo` raises Refused when a row was changed again since, and then nothing of it stays. `of_pillars`
    tells, where rows belong to a pillar, which ids are of the pillars with these slugs.
    """

    tab: Tab
    choices: Callable[[Programme], Choices]
    stored: Callable[[Programme], Mapping[str, Record]]
    apply: Callable[[Act, Comparison], Result]
    undo: Callable[[Act, Sequence[Done]], None]
    of_pillars: Callable[[Programme, Collection[str]], Callable[[str], bool]] | None = None


def words_of(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Of Django choices: the stored value by its word."""
    return {str(word): value for value, word in choices}
