"""Which version of a frozen quarter a page shows, and what each version changed in the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from izaportal.core.formatting import date_nl
from izaportal.reporting.differences import Differences, differences
from izaportal.reporting.selectors.freezes import Version, snapshot
from izaportal.reporting.selectors.seen_quarter import SeenQuarter
from izaportal.web.board.links import Links

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`changes` is None for the first version, which changed nothing."""

    name: str
    on: date
    by: str
    reason: str
    url: str
    is_shown: bool
    changes: Differences | None


@dataclass(frozen=True, slots=True)
class Versions:
    """`lines` only where the latest version is shown: a page of one version never changes.

    `older_than`: the address of the latest, when one version was asked for by its id.
    """

    lines: tuple[VersionLine, ...] = ()
    is_restated: bool = False
    mark: str = ""
    latest_url: str = ""


def versions(seen: SeenQuarter, links: Links, *, by_id: bool) -> Versions:
    version = seen.version
    if version is None:
        return Versions()
    return Versions(
        lines=() if by_id or not version.is_restated else tuple(_lines(seen.versions, version, links)),
        is_restated=version.is_restated,
        mark=_mark(version),
        latest_url=links.quarter(version.quarter) if by_id else "",
    )


def _mark(version: Version) -> str:
    """`Versie 2, herzien op 12-10-2026 door …: reden. SHA-256 3f2a…`."""
    told = f"herzien op {date_nl(_day(version))} door {version.by}: {version.reason.rstrip('.')}"
    parts = f"Versie {version.number}" + (f", {told}" if version.is_restated else "")
    return f"{parts}. SHA-256 {version.sha256[:HASH_SHOWN]}…"


def _lines(found: tuple[Version, ...], shown: Version, links: Links) -> Iterable[VersionLine]:
    """The latest first."""
    before = dict(zip((one.pk for one in found[1:]), found, strict=False))
    for one in reversed(found):
        earlier = before.get(one.pk)
        yield VersionLine(
            name=f"Versie {one.number}",
            on=_day(one),
            by=one.by,
            reason=one.reason,
            url=f"{links.quarter(one.quarter)}?freeze={one.pk}",
            is_shown=one is shown,
            changes=None if earlier is None else differences(snapshot(earlier.pk), snapshot(one.pk)),
        )


def _day(version: Version) -> date:
    return timezone.localdate(version.at)
