"""The share of one municipality, whole: figures per project and in total, budget per year, statuses.

Of a frozen quarter it is told from the snapshot, of others from the rows stored last, so that the API, pages
and exports tell the same figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from funding.selectors import share_sources as sources
from funding.selectors.share_report import (
    Fixed,
    Owner,
    QuarterTotal,
    ShareHistory,
    ShareReport,
    Told,
    quarter_total,
    report,
)
from funding.selectors.share_rows import ShareRow
from funding.selectors.share_sources import Participation, Period, StoredShare
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import Version, snapshot, versions_of
from izaportal.reporting.selectors.reading import share_facts
from izaportal.reporting.selectors.snapshot import Snapshot


class NoShareError(LookupError):
    """There is no such share, or it is not the viewer's; the message does not tell which."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which share is asked for; without programme all of them, without quarter the last frozen one."""

    programme: str | None = None
    quarter: Quarter | None = None
    freeze: UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A quarter of a programme of the municipality; `version` is the freeze it is told from, if any."""

    taking_part: Participation
    period: Period
    version: Version | None

    @property
    def at(self) -> sources.At:
        return self.period.programme, self.period.quarter

    @property
    def frozen(self) -> Snapshot | None:
        return None if self.version is None else snapshot(self.version.pk)

    def has_member(self, code: str) -> bool:
        """Whether the municipality takes part on the quarter's last day, as a freeze knew it."""
        frozen = self.frozen
        day = self.period.quarter.last_day
        return code in (self.taking_part.members_on(day) if frozen is None else frozen.shares.members)


def share_reports(viewer: Viewer, code: str, *, today: date, wanted: Wanted) -> list[ShareReport]:
    """The share of every programme of the municipality, or of one, at a quarter.

    A fixed number of queries. Raises NoShareError for another's municipality, for a programme it takes no
    part in, for a quarter that is not there (yet), and for a freeze that is not its own.
    """
    found = _taking_part(viewer, code, wanted.programme)
    chosen = _last_of_each(_places(found, wanted, today), code)
    if not chosen and wanted != Wanted():
        raise NoShareError("dit kwartaal")
    live = _live([place for place in chosen if place.version is None], viewer, code)
    return [_report(place, code, live) for place in chosen]


@dataclass(frozen=True, slots=True)
class QuarterOfAll:
    """A quarter of one or more programmes; frozen when it is in all of them that have it."""

    quarter: Quarter
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A municipality over all its programmes: every quarter, and the shares at the one that is shown.

    `quarter` is None while no programme reports.
    """

    quarter: Quarter | None
    quarters: tuple[QuarterOfAll, ...]
    reports: tuple[ShareReport, ...]
    histories: tuple[ShareHistory, ...]


def share_overview(viewer: Viewer, code: str, *, today: date, asked: str = "") -> Overview:
    """The same shares as `share_reports` and `share_histories` tell, read once.

    Shown is the quarter with this key, else the last one that is frozen, else the last. Raises NoShareError
    for another's municipality.
    """
    found = _taking_part(viewer, code, None)
    places = [place for place in _places(found, None, today) if place.has_member(code)]
    quarters = _quarters(places)
    chosen = _shown(quarters, asked)
    stored = sources.shares(viewer, [place.at for place in places if place.version is None], code=code)
    live = _with_statuses([share for share in stored if share.at[1] == chosen])
    return Overview(
        chosen,
        quarters,
        tuple(_report(place, code, live) for place in places if place.period.quarter == chosen),
        tuple(_histories(found, places, code, stored)),
    )


def _quarters(places: Iterable[Place]) -> tuple[QuarterOfAll, ...]:
    frozen: dict[Quarter, bool] = {}
    for place in places:
        quarter = place.period.quarter
        frozen[quarter] = frozen.get(quarter, True) and place.period.frozen_on is not None
    return tuple(QuarterOfAll(quarter, frozen[quarter]) for quarter in sorted(frozen))


def _shown(quarters: tuple[QuarterOfAll, ...], asked: str) -> Quarter | None:
    listed = [one.quarter for one in quarters]
    frozen = [one.quarter for one in quarters if one.is_frozen]
    named = [quarter for quarter in listed if quarter.key == asked]
    return next(reversed(named or frozen or listed), None)


def share_histories(
    viewer: Viewer, code: str, *, today: date, programme: str | None = None
) -> list[ShareHistory]:
    """The totals of every programme of the municipality, or of one. Raises NoShareError as above."""
    found = _taking_part(viewer, code, programme)
    places = [place for place in _places(found, None, today) if place.has_member(code)]
    stored = sources.shares(viewer, [place.at for place in places if place.version is None], code=code)
    return _histories(found, places, code, stored)


def _histories(
    found: list[Participation], places: list[Place], code: str, stored: Iterable[StoredShare]
) -> list[ShareHistory]:
    """`places` are in order of quarter within each programme."""
    totals: dict[UUID, list[QuarterTotal]] = {taking_part.programme: [] for taking_part in found}
    for place in places:
        own = [share for share in stored if share.at == place.at]
        totals[place.taking_part.programme].append(_total(place, code, own))
    return [
        ShareHistory(_named_now(taking_part, code), tuple(totals[taking_part.programme]))
        for taking_part in found
    ]


def _taking_part(viewer: Viewer, code: str, programme: str | None) -> list[Participation]:
    """Programmes of the municipality. Raises NoShareError when there are none, or it is another's."""
    found = sources.participations(viewer, code, programme=programme)
    if not found:
        raise NoShareError("deze gemeente of dit programma")
    return found


def _places(found: list[Participation], wanted: Wanted | None, today: date) -> list[Place]:
    """Quarters that have begun and fit what is asked for (None: all), per programme and oldest first.

    A frozen one is told from the freeze that is asked for, or else from the last one.
    """
    periods = sources.periods([taking_part.programme for taking_part in found])
    fitting = [
        period
        for period in periods
        if period.quarter.first_day <= today and (wanted is None or _fits(period, wanted))
    ]
    freeze = wanted.freeze if wanted else None
    latest = _latest(fitting, freeze)
    return [
        Place(taking_part, period, latest.get((period.programme, period.quarter)))
        for taking_part in found
        for period in fitting
        if period.programme == taking_part.programme
        and (freeze is None or (period.programme, period.quarter) in latest)
    ]


def _fits(period: Period, wanted: Wanted) -> bool:
    return period.frozen_on is not None if wanted.quarter is None else period.quarter == wanted.quarter


def _latest(periods: list[Period], freeze: UUID | None) -> dict[sources.At, Version]:
    """The last version of each frozen quarter, or only the one with this id."""
    frozen = {period.programme for period in periods if period.frozen_on is not None}
    if not frozen:
        return {}
    return {
        (version.programme, version.quarter): version
        for version in versions_of(frozen)
        if freeze in (None, version.pk)
    }


def _last_of_each(places: list[Place], code: str) -> list[Place]:
    """Of each programme the last quarter in which the municipality takes part."""
    chosen: dict[UUID, Place] = {}
    for place in reversed(places):
        if place.taking_part.programme not in chosen and place.has_member(code):
            chosen[place.taking_part.programme] = place
    return list(reversed(chosen.values()))


@dataclass(frozen=True, slots=True)
class Live:
    """What stored rows tell of the quarters that are not frozen."""

    shares: tuple[StoredShare, ...] = ()
    statuses: tuple[sources.ConcernedStatus, ...] = ()


def _live(places: list[Place], viewer: Viewer, code: str) -> Live:
    if not places:
        return Live()
    return _with_statuses(sources.shares(viewer, [place.at for place in places], code=code))


def _with_statuses(shares: list[StoredShare]) -> Live:
    """Of one quarter per programme."""
    return Live(tuple(shares), tuple(sources.statuses({share.at for share in shares}, shares)))


def _report(place: Place, code: str, live: Live) -> ShareReport:
    own = [share for share in live.shares if share.at == place.at]
    told = _told(place, code, own, live.statuses)
    return report(_owner(place, code), _total(place, code, own), told)


def _told(place: Place, code: str, own: list[StoredShare], found: Iterable[sources.ConcernedStatus]) -> Told:
    frozen = place.frozen
    if frozen is not None:
        return Told(_rows_of(frozen, code), frozen.statuses, frozen.shares)
    statuses = [status for status in found if status.programme == place.taking_part.programme]
    day = place.period.quarter.last_day
    facts = share_facts(
        own, statuses, members=place.taking_part.members_on(day), has_spuk=place.period.has_spuk
    )
    return Told(tuple(share.row for share in own), tuple(status.row for status in statuses), facts)


def _total(place: Place, code: str, own: list[StoredShare]) -> QuarterTotal:
    frozen, version, period = place.frozen, place.version, place.period
    if frozen is None or version is None:
        fixed = None if period.frozen_on is None else Fixed(None, 1, period.frozen_on)
        rows = [share.row for share in own]
        return quarter_total(period.quarter, rows, fixed=fixed, has_spuk=period.has_spuk)
    fixed = Fixed(version.pk, version.number, frozen.board.period.frozen_on)
    rows = list(_rows_of(frozen, code))
    return quarter_total(period.quarter, rows, fixed=fixed, has_spuk=frozen.shares.has_spuk)


def _rows_of(frozen: Snapshot, code: str) -> tuple[ShareRow, ...]:
    """Of a snapshot, which holds everybody's, only this municipality's own."""
    return tuple(row for row in frozen.board.shares if row.code == code)


def _owner(place: Place, code: str) -> Owner:
    """A frozen share calls everything by the names of then."""
    taking_part, frozen = place.taking_part, place.frozen
    if frozen is None:
        return _named_now(taking_part, code)
    name = next(member.name for member in frozen.basis.members if member.code == code)
    return Owner(code, name, taking_part.slug, frozen.board.frame.name)


def _named_now(taking_part: Participation, code: str) -> Owner:
    return Owner(code, taking_part.name_of(code), taking_part.slug, taking_part.name)
