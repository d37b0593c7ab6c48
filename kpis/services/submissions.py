"""Values handed in for approval, for the programme as a whole or per municipality; all or nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from izaportal.core import audit, clock
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.fields import MEASURE_PLACES, why_no_measure
from izaportal.core.numbers import exact, rounded
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.explanation import is_percentage
from kpis.models import Indicator, Measurement, MeasurementState, Target
from kpis.plausibility import Doubted, Entry, doubts
from kpis.selectors.entry import may_report, scope_of, why_no_value
from kpis.services.holding import held_indicator
from kpis.targets import Accumulation
from pillars.selectors.programmes import members_on
from pillars.services.periods import require_changeable
from regions.models import Municipality

ONE_OR_THE_OTHER = "Vul de waarde in, of teller en noemer, maar niet allebei."


@dataclass(frozen=True, slots=True)
class NewValue:
    """What somebody enters: a value, or numerator and denominator from which it follows.

    `id` was made with the form, so that a double click adds nothing. `municipality` is a CBS code, empty for
    the programme as a whole. `confirmation` says why a value that looks implausible is right.
    """

    id: UUID
    value: Decimal | None = None
    municipality: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    confirmation: str = ""

    def mistake(self, field: str, message: str) -> Mistake:
        """Placed at `value`, or of a municipality at `GM0984.value`."""
        return Mistake(f"{self.municipality}.{field}" if self.municipality else field, message)


@dataclass(frozen=True)
class Known:
    """What is there already: the members, values of this quarter and of the one before, per municipality."""

    indicator: Indicator
    quarter: Quarter
    members: dict[str, Municipality]
    rows: tuple[Measurement, ...]
    sent: dict[UUID, Measurement]
    may_be_negative: bool

    def member(self, given: NewValue) -> Municipality | None:
        return self.members.get(given.municipality)

    def current(self, given: NewValue) -> Measurement | None:
        """The value that waits, else the approved one."""
        rows = [row for row in self._of(given) if row.quarter == self.quarter]
        waiting = [row for row in rows if row.state == MeasurementState.SUBMITTED]
        return next(reversed(waiting or rows), None)

    def previous(self, given: NewValue) -> tuple[Quarter, Decimal] | None:
        earlier = [row for row in self._of(given) if row.quarter < self.quarter]
        return (earlier[-1].quarter, earlier[-1].value) if earlier else None

    def _of(self, given: NewValue) -> list[Measurement]:
        member = self.member(given)
        return [row for row in self.rows if row.municipality_id == (member.pk if member else None)]


@transaction.atomic
def submit_measurements(
    *,
    actor: Viewer,
    indicator: Indicator,
    quarter: Quarter,
    values: Sequence[NewValue],
    until: date | None = None,
) -> list[Measurement]:
    """Hand in values of one quarter; a value that still waits is superseded. They count once approved.

    `until` is a day that was agreed with the actor, later than that of the period.

    What is there already with the same figures is left as it is, and so is what was sent before (same id).
    Raises NotAllowed without the right, Refused with the reason when the quarter is closed, frozen or past
    its term for the actor, Invalid with every mistake at its place: `value`, `numerator`, `denominator`,
    `municipality`, or `confirmation` for an implausible value that nobody confirmed.
    """
    locked = held_indicator(indicator.pk)
    if not may_report(actor, locked):
        raise NotAllowed("Alleen de projectleider en de programmamanager voeren deze waarden in.")
    if reason := why_no_value(actor, locked, quarter, until=until):
        raise Refused(reason)
    require_changeable(locked.programme, quarter)
    known = _known(locked, quarter, values)
    rows = [_row(known, given) for given in values]
    mistakes = [
        mistake for row, given in zip(rows, values, strict=True) for mistake in _mistakes(known, given, row)
    ]
    if mistakes := [*_twice(values), *mistakes]:
        raise Invalid(mistakes)
    return [_store(actor, known, given, row) for row, given in zip(rows, values, strict=True)]


def doubts_about(indicator: Indicator, *, quarter: Quarter, value: NewValue) -> tuple[Doubted, ...]:
    """What is odd about a value before it is handed in; empty too when it is no value at all."""
    known = _known(indicator, quarter, [value])
    return _doubts(known, value, _row(known, value))


def _known(indicator: Indicator, quarter: Quarter, values: Iterable[NewValue]) -> Known:
    rows = Measurement.objects.filter(indicator=indicator, quarter__lte=quarter, superseded_at__isnull=True)
    below_zero = Q(lower__lt=0) | Q(upper__lt=0)
    return Known(
        indicator=indicator,
        quarter=quarter,
        members={row.code: row for row in members_on(indicator.programme, quarter.last_day)},
        rows=tuple(rows.exclude(state=MeasurementState.RETURNED).order_by("quarter", "id")),
        sent=Measurement.objects.in_bulk([given.id for given in values]),
        may_be_negative=(indicator.baseline or 0) < 0
        or Target.objects.filter(below_zero, indicator=indicator).exists(),
    )


def _row(known: Known, given: NewValue) -> Measurement | None:
    """The row that would be stored; None when there is no value in it."""
    value = _value(known.indicator, given)
    if value is None:
        return None
    return Measurement(
        id=given.id,
        indicator=known.indicator,
        quarter=known.quarter,
        municipality=known.member(given),
        value=value,
        numerator=given.numerator,
        denominator=given.denominator,
        note=given.note.strip(),
    )


def _value(indicator: Indicator, given: NewValue) -> Decimal | None:
    top, bottom = given.numerator, given.denominator
    if top is None or bottom is None:
        return given.value
    if not (top.is_finite() and bottom.is_finite() and bottom > 0):
        return None
    share = exact(top) / exact(bottom)
    return rounded(share * 100 if is_percentage(indicator.unit) else share, MEASURE_PLACES)


def _mistakes(known: Known, given: NewValue, row: Measurement | None) -> list[Mistake]:
    found = [*_place_mistakes(known, given), *_figure_mistakes(known.indicator, given)]
    if row is not None and not found and (problem := why_no_measure(row.value)):
        found.append(given.mistake("numerator", problem))
    sent = known.sent.get(given.id)
    if sent is not None and (row is None or not _is_same(sent, row)):
        found.append(given.mistake("value", "Deze waarde is al ingediend; ververs de pagina om te wijzigen."))
    if not found and not given.confirmation.strip() and (row is None or not _is_stored(known, given, row)):
        found += [given.mistake("confirmation", odd.sentence) for odd in _doubts(known, given, row)]
    return found


def _twice(values: Sequence[NewValue]) -> list[Mistake]:
    times = Counter(given.municipality for given in values)
    repeated = {given.municipality: given for given in values if times[given.municipality] > 1}
    return [given.mistake("municipality", "Deze waarde staat er twee keer.") for given in repeated.values()]


def _place_mistakes(known: Known, given: NewValue) -> Iterable[Mistake]:
    if given.municipality and not known.indicator.disaggregated:
        yield given.mistake("municipality", "Deze indicator wordt niet per gemeente gemeten.")
    elif given.municipality and known.member(given) is None:
        yield given.mistake("municipality", f"Deze gemeente doet in {known.quarter.label} niet mee.")
    elif known.indicator.disaggregated and not given.municipality:
        yield given.mistake("municipality", "Deze indicator wordt per gemeente gemeten; kies een gemeente.")


def _figure_mistakes(indicator: Indicator, given: NewValue) -> Iterable[Mistake]:
    top, bottom = given.numerator, given.denominator
    is_fraction = top is not None or bottom is not None
    if is_fraction and given.value is not None:
        yield given.mistake("value", ONE_OR_THE_OTHER)
    elif not is_fraction and indicator.disaggregated and indicator.is_weighted:
        yield given.mistake("numerator", "Vul teller en noemer in: het gemiddelde wordt ermee gewogen.")
    elif not is_fraction and given.value is None:
        yield given.mistake("value", "Vul een waarde in.")
    for field, figure in (("value", given.value), ("numerator", top), ("denominator", bottom)):
        if is_fraction and figure is None and field != "value":
            yield given.mistake(field, "Vul teller en noemer allebei in.")
        elif figure is not None and (problem := why_no_measure(figure)):
            yield given.mistake(field, problem)
    if bottom is not None and bottom.is_finite() and bottom <= 0:
        yield given.mistake("denominator", "De noemer moet groter zijn dan 0.")


def _doubts(known: Known, given: NewValue, row: Measurement | None) -> tuple[Doubted, ...]:
    if row is None or not row.value.is_finite():
        return ()
    indicator = known.indicator
    return doubts(
        Entry(
            quarter=known.quarter,
            value=row.value,
            accumulation=Accumulation(indicator.accumulation),
            unit=indicator.unit,
            is_change=indicator.is_change,
            may_be_negative=known.may_be_negative,
            previous=known.previous(given),
        )
    )


def _is_same(one: Measurement, other: Measurement) -> bool:
    names = ("indicator_id", "quarter", "municipality_id", "value", "numerator", "denominator", "note")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _is_stored(known: Known, given: NewValue, row: Measurement) -> bool:
    current = known.current(given)
    return given.id in known.sent or (current is not None and _is_same(current, row))


def _store(actor: Viewer, known: Known, given: NewValue, row: Measurement | None) -> Measurement:
    if row is None:
        raise ValueError("een waarde zonder fouten is een rij")
    sent, before = known.sent.get(given.id), known.current(given)
    if sent is not None:
        return sent
    if before is not None and _is_same(before, row):
        return before
    row.confirmation = given.confirmation.strip() if _doubts(known, given, row) else ""
    row.submitted_by_id = UUID(actor.id) if actor.id else None
    if before is not None and before.state == MeasurementState.SUBMITTED:
        Measurement.objects.filter(pk=before.pk).update(superseded_at=clock.now())
        row.supersedes = before
    row.save(force_insert=True)
    _record(actor, row, before)
    return row


def _record(actor: Viewer, row: Measurement, before: Measurement | None) -> None:
    place = f" {row.municipality}" if row.municipality else ""
    audit.record(
        actor=actor,
        subject=audit.Subject(
            "meting",
            str(row.pk),
            f"{row.indicator} {row.quarter.label}{place}",
            programme=row.indicator.programme.slug,
            scope=scope_of(row.indicator),
        ),
        change=audit.Change("ingediend", {"waarde": (before and before.value, row.value)}, row.confirmation),
    )
