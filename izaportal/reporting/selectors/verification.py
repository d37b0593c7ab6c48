"""Compares every version of the frozen quarters with its hash, the audit trail and the stored results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from funding.models import MunicipalShare, RefundRisk
from funding.selectors.risk_rows import RiskRow, read_risks
from funding.selectors.share_rows import ShareRow, read_shares
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze, ProjectStanding
from izaportal.reporting.restating import LATER, result_fields
from izaportal.reporting.selectors.basis import (
    ResultRow,
    risk_results,
    share_results,
    standing_results,
    status_results,
)
from izaportal.reporting.selectors.snapshot import Snapshot, hash_of, snapshot_of
from kpis.models import IndicatorStatus
from kpis.selectors.status_rows import StatusRow, read_statuses
from pillars.models import PeriodState, ReportingPeriod

Row = TypeVar("Row", StatusRow, RiskRow, ShareRow)
Pairs = Iterator[tuple[str, Row]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found wrong with a version; nothing when it stands as it was frozen."""

    programme: str
    quarter: Quarter
    version: int
    sha256: str
    findings: tuple[str, ...]


def verify(*, programme: str | None = None, quarter: Quarter | None = None) -> Iterator[Verified]:
    """Every version, one at a time, and every frozen quarter that has none."""
    freezes = Freeze.objects.select_related("programme", "previous").order_by(
        "programme__slug", "quarter", "version"
    )
    periods = ReportingPeriod.objects.filter(state=PeriodState.FROZEN)
    if programme is not None:
        freezes = freezes.filter(programme__slug=programme)
        periods = periods.filter(programme__slug=programme)
    if quarter is not None:
        freezes, periods = freezes.filter(quarter=quarter), periods.filter(quarter=quarter)
    for freeze in freezes.iterator(chunk_size=1):
        findings = tuple(_findings(freeze))
        yield Verified(freeze.programme.slug, freeze.quarter, freeze.version, freeze.sha256, findings)
    yield from _without_snapshot(periods.values_list("programme__slug", "quarter"))


def _without_snapshot(frozen: Iterable[tuple[str, Quarter]]) -> Iterator[Verified]:
    kept = set(Freeze.objects.values_list("programme__slug", "quarter"))
    for slug, quarter in frozen:
        if (slug, quarter) not in kept:
            yield Verified(slug, quarter, 0, "", ("vastgesteld, maar zonder momentopname",))


def _findings(freeze: Freeze) -> Iterator[str]:
    computed = hash_of(freeze.content)
    if computed != freeze.sha256:
        yield f"de inhoud heeft hash {computed[:12]}…, vastgelegd is {freeze.sha256[:12]}…"
    yield from _trail(freeze)
    try:
        snapshot = snapshot_of(freeze.content)
    except (ValueError, KeyError, TypeError) as unreadable:
        yield f"de inhoud is niet te lezen: {unreadable}"
        return
    yield from _place(freeze, snapshot)
    yield from _results(snapshot)


def _trail(freeze: Freeze) -> Iterator[str]:
    """The trail was told the hash in the transaction of the freeze."""
    entry = AuditEntry.objects.filter(object_type="vaststelling", object_id=str(freeze.pk)).first()
    told = entry.changes.get("sha256", [None, None])[1] if entry else None
    if told is None:
        yield "het wijzigingsspoor kent deze vaststelling niet"
    elif told != freeze.sha256:
        yield f"het wijzigingsspoor noemt hash {told[:12]}…, vastgelegd is {freeze.sha256[:12]}…"


def _place(freeze: Freeze, snapshot: Snapshot) -> Iterator[str]:
    """That the content belongs where it stands, after the version that it says it follows."""
    stands = (freeze.programme.slug, freeze.quarter, freeze.version)
    if (snapshot.board.frame.slug, snapshot.quarter, snapshot.version) != stands:
        yield "de inhoud is van een ander programma, kwartaal of andere versie"
    if snapshot.previous != (freeze.previous.sha256 if freeze.previous else ""):
        yield "de vorige versie is een andere dan waar deze op volgt"


def _results(snapshot: Snapshot) -> Iterator[str]:
    """The rows that the snapshot names, as they are in the database now."""
    quarter, basis, board = snapshot.quarter, snapshot.basis, snapshot.board
    stored = {
        "status": (basis.statuses, status_results(_pks(basis.statuses), quarter)),
        "afrekenrisico": (basis.risks, risk_results(_pks(basis.risks), quarter)),
        "aandeel": (basis.shares, share_results(_pks(basis.shares))),
        "stand": (basis.standings, _standings(basis.standings, quarter)),
    }
    for kind, (kept, now) in stored.items():
        yield from _inputs(kind, kept, now)
    statuses = IndicatorStatus.objects.filter(pk__in=_pks(basis.statuses))
    listed = [row for rows in board.statuses.values() for row in rows.values()]
    yield from _figures(((f"status {row.title}", row) for row in listed), read_statuses(statuses))
    risks = RefundRisk.objects.filter(pk__in=_pks(basis.risks)).order_by("pk")
    yield from _figures(((f"afrekenrisico {row.project}", row) for row in board.risks), read_risks(risks))
    shares = MunicipalShare.objects.filter(pk__in=_pks(basis.shares)).order_by("pk")
    yield from _figures(
        ((f"aandeel van {row.name} in {row.project}", row) for row in board.shares), read_shares(shares)
    )


def _standings(rows: Iterable[ResultRow], quarter: Quarter) -> tuple[ResultRow, ...]:
    return standing_results(ProjectStanding.objects.filter(pk__in=_pks(rows)), quarter)


def _pks(rows: Iterable[ResultRow]) -> list[UUID]:
    return [row.pk for row in rows]


def _inputs(kind: str, kept: Iterable[ResultRow], now: Iterable[ResultRow]) -> Iterator[str]:
    """Fingerprint, rule version and derivation of each result."""
    known = {row.pk: row for row in now}
    for row in kept:
        found = known.get(row.pk)
        if found is None:
            yield f"{kind} {row.pk} is verdwenen"
        elif found != row:
            yield f"{kind} {row.pk} heeft een andere vingerafdruk, regelversie of onderbouwing"


def _figures(kept: Pairs[Row], now: Iterable[Row]) -> Iterator[str]:
    """The figures themselves; what the thing is called is not the result's."""
    known: Mapping[UUID | None, Row] = {row.pk: row for row in now}
    for name, row in kept:
        found = known.get(row.pk)
        for field in result_fields(type(row)) if found is not None else ():
            old, new = getattr(row, field), getattr(found, field)
            is_untold = old is None and field in LATER.get(type(row), ())
            if old != new and not is_untold:
                yield f"{name}: {field} was {_told(old)} en is nu {_told(new)}"


def _told(value: object) -> str:
    return "leeg" if value is None else str(value)
