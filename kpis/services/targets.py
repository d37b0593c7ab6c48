"""Sets targets in the plan's own notation. A version never changes: what differs becomes the next one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import le
from uuid import UUID

from django.db import transaction

from izaportal.core import audit, clock, events
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.fields import MEASURE_PLACES, TOO_LARGE
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.events import DefinitionChanged
from kpis.models import Indicator, Target, TargetState
from kpis.moments import Moment
from kpis.selectors.entry import manages, scope_of
from kpis.selectors.indicators import KIND
from kpis.selectors.targets import latest, notation
from kpis.services.holding import held_indicator
from kpis.targets import Direction, ParsedTarget, TargetForm, parse_target
from kpis.understanding import Meaning, meaning
from pillars.services.periods import DatedFact, frozen_mistakes

SET = "streefwaarden vastgelegd"
MOST_TEXT, MOST_REASON = 200, 2000
EMPTIED = "Een lege regel wist niets: schrijf “-” als er geen streefwaarde meer is."
STATES = {TargetForm.TO_BE_DETERMINED: TargetState.TO_BE_DETERMINED}
COMPARED = ("state", "lower", "upper", "second_lower", "second_upper")


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target as typed. `seen` is the version its author saw (0: none); `second` is of the second scale."""

    moment: Moment
    text: str
    seen: int = 0
    second: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a typed target would become. `row` is None when it is no target; `current` is its last version."""

    given: TargetText
    parsed: ParsedTarget
    meaning: Meaning
    current: Target | None
    row: Target | None
    mistakes: tuple[Mistake, ...]

    @property
    def is_new(self) -> bool:
        """Whether storing it would add a version."""
        return self.row is not None and (self.current is None or not _is_same(self.row, self.current))

    @property
    def overtaken(self) -> Target | None:
        """The version somebody else added after this author looked, when it says something else."""
        current = self.current
        return current if current is not None and current.version != self.given.seen and self.is_new else None


def propose(
    indicator: Indicator, *, texts: Sequence[TargetText], stored: Sequence[Target], since: Quarter
) -> list[Proposed]:
    """Read what was typed beside what is stored; writes nothing."""
    known = latest(stored)
    return [_proposed(indicator, given, known, since) for given in texts]


@transaction.atomic
def set_targets(
    *, actor: Viewer, indicator: Indicator, texts: Sequence[TargetText], since: Quarter, reason: str
) -> list[Target]:
    """Add a version for every target that differs, valid from the first day of `since`; answers these.

    Sending the same again adds nothing. Raises NotAllowed without the right; Invalid with every mistake at
    its place: the key of a moment, `since` when it would reach a frozen quarter, `reason` when a next version
    has none.
    """
    locked = held_indicator(indicator.pk)
    if not manages(actor, locked):
        raise NotAllowed("Alleen de programmamanager legt streefwaarden vast.")
    proposed = propose(locked, texts=texts, stored=list(locked.targets.all()), since=since)
    if mistakes := _all_mistakes(locked, proposed, since, reason):
        raise Invalid(mistakes)
    new = [one for one in proposed if one.is_new]
    rows = [one.row for one in new if one.row is not None]
    for row in rows:
        row.reason = reason.strip() if row.version > 1 else ""
        row.set_at, row.set_by_id = clock.now(), UUID(actor.id) if actor.id else None
    if rows:
        Target.objects.bulk_create(rows)
        _record(actor, locked, new, reason)
        changed = DefinitionChanged(locked.programme.slug, frozenset({locked.pk}), since, SET, actor.name)
        events.announce(changed)
    return rows


def _proposed(
    indicator: Indicator, given: TargetText, known: Mapping[Moment, Target], since: Quarter
) -> Proposed:
    direction, current = Direction(indicator.direction), known.get(given.moment)
    parsed = parse_target(given.text, direction=direction)
    second = parse_target(given.second, direction=direction)
    read = meaning(parsed, direction=direction, unit=indicator.unit)
    mistakes = list(_row_mistakes(indicator, given, read, second))
    if current is not None and not given.text.strip():
        mistakes.append(Mistake(given.moment.key, EMPTIED))
    row = _row(indicator, given, parsed, second, current, since) if read.is_usable and not mistakes else None
    one = Proposed(given, parsed, read, current, row, ())
    if (theirs := one.overtaken) is not None:
        mistakes.append(Mistake(given.moment.key, _overtaken(theirs)))
    return Proposed(given, parsed, read, current, row, tuple(mistakes))


def _row_mistakes(
    indicator: Indicator, given: TargetText, read: Meaning, second: ParsedTarget
) -> Iterator[Mistake]:
    key = given.moment.key
    if len(given.text.strip()) > MOST_TEXT:
        yield Mistake(key, f"Gebruik hoogstens {MOST_TEXT} tekens.")
    elif read.sentence and not read.is_usable:
        yield Mistake(key, read.sentence)
    elif not read.sentence and given.second.strip():
        yield Mistake(key, "Vul ook de streefwaarde zelf in, of schrijf “-”.")
    if not given.seen and not _in_programme(indicator, given.moment):
        yield Mistake(key, "Dit moment valt buiten de looptijd van het programma.")
    if given.second.strip() and not indicator.second_unit:
        yield Mistake(key, "Deze indicator heeft geen tweede schaal.")
    elif second.form not in (TargetForm.MISSING, TargetForm.NONE) and not second.has_bounds:
        yield Mistake(key, f"Tweede schaal niet begrepen: “{given.second.strip()}”.")
    if any(_too_large(parsed) for parsed in (second, parse_target(given.text, direction=Direction.BAND))):
        yield Mistake(key, "Dit getal is te groot.")


def _in_programme(indicator: Indicator, moment: Moment) -> bool:
    programme = indicator.programme
    return bool(moment.key) and programme.start_year <= int(moment.key[:4]) <= programme.end_year


def _too_large(parsed: ParsedTarget) -> bool:
    return any(abs(bound) >= TOO_LARGE for bound in (parsed.lower, parsed.upper) if bound is not None)


def _row(
    indicator: Indicator,
    given: TargetText,
    parsed: ParsedTarget,
    second: ParsedTarget,
    current: Target | None,
    since: Quarter,
) -> Target:
    given_state = TargetState.GIVEN if parsed.has_bounds else STATES.get(parsed.form, TargetState.NONE)
    moment = given.moment
    return Target(
        indicator=indicator,
        year=moment.year,
        quarter=moment.quarter,
        due=moment.due,
        version=current.version + 1 if current else 1,
        valid_from=since.first_day,
        state=given_state,
        source_text=given.text.strip(),
        lower=_stored(parsed.lower),
        upper=_stored(parsed.upper),
        second_lower=_stored(second.lower),
        second_upper=_stored(second.upper),
    )


def _stored(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else rounded(bound, MEASURE_PLACES)


def _is_same(new: Target, current: Target) -> bool:
    """In words and in bounds: after a change of direction the same words may mean something else."""
    same_words = new.source_text == notation(current)
    return same_words and all(getattr(new, name) == getattr(current, name) for name in COMPARED)


def _overtaken(theirs: Target) -> str:
    who = theirs.set_by.name if theirs.set_by else "iemand anders"
    return f"Intussen legde {who} versie {theirs.version} vast: “{notation(theirs)}”. Kies of voeg samen."


def _all_mistakes(
    indicator: Indicator, proposed: Sequence[Proposed], since: Quarter, reason: str
) -> list[Mistake]:
    mistakes = [mistake for one in proposed for mistake in one.mistakes]
    new = [one.row for one in proposed if one.is_new and one.row is not None]
    if new:
        reaches = partial(le, since.first_day)
        mistakes += frozen_mistakes([DatedFact(indicator.programme_id, "since", reaches)])
    if any(row.version > 1 for row in new) and not reason.strip():
        mistakes.append(Mistake("reason", "Schrijf op waarom de streefwaarde wijzigt."))
    if len(reason.strip()) > MOST_REASON:
        mistakes.append(Mistake("reason", f"Gebruik hoogstens {MOST_REASON} tekens."))
    return mistakes


def _record(actor: Viewer, indicator: Indicator, new: Sequence[Proposed], reason: str) -> None:
    fields = {
        f"streefwaarde {one.given.moment.label}": (
            notation(one.current) if one.current else None,
            one.given.text.strip(),
        )
        for one in new
    }
    audit.record(
        actor=actor,
        subject=audit.Subject(
            KIND,
            str(indicator.pk),
            str(indicator),
            programme=indicator.programme.slug,
            scope=scope_of(indicator),
        ),
        change=audit.Change(SET, fields, reason.strip()),
    )
