"""Corrects approved values of frozen quarters, on record: a new version of every quarter that it changes."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, fields
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from funding.models import MilestoneIndicator
from funding.services.recompute import recompute_refunds, recompute_shares
from izaportal.core import events, runs
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.differences import Differences, differences
from izaportal.reporting.models import Freeze
from izaportal.reporting.restating import is_same, restated
from izaportal.reporting.selectors.basis import Settings
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.selectors.reading import read_snapshot
from izaportal.reporting.services.freeze import keep
from izaportal.reporting.services.standings import recompute_standings
from kpis.events import ValuesApproved
from kpis.models import Measurement
from kpis.services.measurements import Correction, correct_measurement
from kpis.services.recompute import recompute_statuses
from pillars.models import Programme
from pillars.services.periods import require_control, unlocked
from projects.models import Project

KIND = "restate"
NO_REASON = "Schrijf waarom u dit herziet; de reden staat straks bij de nieuwe versie."


@dataclass(frozen=True, slots=True)
class Restated:
    """What becomes of a frozen quarter; `version` is the one that is added."""

    quarter: Quarter
    version: int
    changes: Differences

    @property
    def version_text(self) -> str:
        """For a sentence of a template."""
        return str(self.version)


@transaction.atomic
def restate(
    *, actor: Viewer, programme: Programme, corrections: Sequence[Correction], reason: str
) -> tuple[Restated, ...]:
    """Put other values in the place of approved ones, and add a version of every frozen quarter they reach.

    A value counts in the projections of later quarters too. Each quarter is judged anew by the settings it
    was frozen with. For everybody else it stays locked: it is open within this transaction only.

    Raises NotAllowed for who is not controller, Invalid without a reason, and Refused for a value that is not
    the one in force, that stands there already, or of a quarter that is not frozen.
    """
    require_control(programme, actor=actor)
    if not reason.strip():
        raise Invalid([Mistake("reason", NO_REASON)])
    measurements = _measurements(programme, corrections)
    since = min(measurement.quarter for measurement in measurements)
    with unlocked(programme, actor=actor, since=since, reason=reason) as quarters:
        _require_frozen(measurements, quarters)
        for correction in corrections:
            correct_measurement(actor=actor, correction=correction, reason=reason)
        touched = frozenset(measurement.indicator_id for measurement in measurements)
        work = _Work(actor, programme, reason, touched)
        made = tuple(one for quarter in quarters if (one := work.on(quarter)) is not None)
    events.announce(ValuesApproved(programme.slug, touched, since, actor.name))
    return made


def preview(
    *, actor: Viewer, programme: Programme, corrections: Sequence[Correction], reason: str
) -> tuple[Restated, ...]:
    """What `restate` would do, by doing it and taking it back; raises what it raises."""
    with transaction.atomic():
        made = restate(actor=actor, programme=programme, corrections=corrections, reason=reason)
        transaction.set_rollback(True)
    return made


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done in each quarter that is unlocked."""

    actor: Viewer
    programme: Programme
    reason: str
    indicators: frozenset[UUID]

    def on(self, quarter: Quarter) -> Restated | None:
        """The version added, None when the values change nothing there."""
        latest = Freeze.objects.filter(programme=self.programme, quarter=quarter).order_by("-version").first()
        if latest is None:
            raise Refused(f"Van {quarter.label} is er nog geen momentopname; laat die eerst maken.")
        old = snapshot(latest.pk)
        self._recalculate(quarter, _as_set_then(self.programme, old.basis.settings))
        fresh = read_snapshot(self.programme, quarter, version=latest.version + 1, previous=latest.sha256)
        new = restated(old, fresh)
        if is_same(old, new):
            return None
        keep(new, actor=self.actor, programme=self.programme, reason=self.reason, previous=latest)
        return Restated(quarter, new.version, differences(old, new))

    def _recalculate(self, quarter: Quarter, programme: Programme) -> None:
        """Only what rests on the corrected values; half a result is none."""
        run = Run.objects.create(
            kind=KIND,
            programme=programme.slug,
            quarter=quarter,
            asked_by=self.actor.name,
            asked_for=f"herziening: {self.reason}",
        )
        outcome = self._results(run, programme, quarter)
        if outcome.failures:
            what = ", ".join(failure["what"] for failure in outcome.failures)
            raise Refused(f"De herberekening van {quarter.label} mislukte ({what}); er is niets gewijzigd.")
        runs.end(run, outcome)

    def _results(self, run: Run, programme: Programme, quarter: Quarter) -> Outcome:
        links = MilestoneIndicator.objects.filter(indicator__in=self.indicators)
        grants = set(links.values_list("milestone__grant", flat=True))
        shared = set(links.values_list("milestone__grant__project", flat=True))
        standing = _projects(self.indicators)
        outcome = recompute_statuses(
            run=run, programme=programme, quarter=quarter, only=self.indicators, kept_definitions=True
        )
        if grants:
            outcome += recompute_refunds(
                run=run, programme=programme, quarter=quarter, only=grants, kept_definitions=True
            )
            outcome += recompute_shares(run=run, programme=programme, quarter=quarter, only=shared)
        return outcome + recompute_standings(run=run, programme=programme, quarter=quarter, only=standing)


def _measurements(programme: Programme, corrections: Sequence[Correction]) -> list[Measurement]:
    """Those of the corrections; Refused when one is not the programme's, or none is given."""
    wanted = {correction.measurement for correction in corrections}
    found = list(Measurement.objects.filter(indicator__programme=programme, pk__in=wanted))
    if not found or len(found) != len(corrections):
        raise Refused("Deze meting is er niet.")
    return found


def _require_frozen(measurements: Iterable[Measurement], quarters: Sequence[Quarter]) -> None:
    for measurement in measurements:
        if measurement.quarter not in quarters:
            label = measurement.quarter.label
            raise Refused(f"{label} is niet vastgesteld; dien een nieuwe meting in. Die vervangt de oude.")


def _as_set_then(programme: Programme, settings: Settings) -> Programme:
    """The programme with the settings a quarter was frozen with; never to be saved."""
    then = copy(programme)
    for field in fields(Settings):
        setattr(then, field.name, getattr(settings, field.name))
    return then


def _projects(indicators: Iterable[UUID]) -> set[UUID]:
    """Whose standing may rest on one of the indicators: by itself, by its pillar or by a milestone."""
    listed = list(indicators)
    milestones = MilestoneIndicator.objects.filter(indicator__in=listed)
    rows = Project.objects.filter(
        Q(indicators__in=listed)
        | Q(pillar__indicators__in=listed)
        | Q(pk__in=milestones.values("milestone__grant__project"))
    )
    return set(rows.values_list("pk", flat=True))
