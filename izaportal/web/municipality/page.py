"""The page of a municipality: its shares over all programmes, per project and quarter, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from funding.refund import RiskLevel
from funding.selectors.share_report import KeyUsed, ProjectShare, ShareReport, YearBudget
from funding.share_figures import Figures, Reason, add_figures
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.municipal_shares import Overview
from izaportal.web.charts.columns import NARROW, Column, columns
from izaportal.web.link import Link
from izaportal.web.municipality.api_example import ApiExample
from izaportal.web.municipality.figures import Shown, shown
from izaportal.web.quarters import QuarterChoice
from izaportal.web.share_lines import key_name
from kpis.selectors.municipal import OwnValue
from kpis.status import Status

CHARTED = ("at_stake", "unsecured")


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """`url` and `risk_url`: empty for who does not see the programme today; `level`: the whole project's."""

    name: str
    url: str
    risk_url: str
    figures: Shown
    level: RiskLevel | None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """`percentage` None is n.t.b.; `since` is empty for a key whose beginning is not known."""

    label: str
    percentage: Decimal | None
    since: str
    is_illustrative: bool
    url: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    code: str
    name: str
    url: str
    status: Status
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """`older`: the value is not of the quarter that is shown; the label of its own quarter."""

    title: str
    url: str
    value: Decimal | None
    unit: str
    decimals: int
    older: str


@dataclass(frozen=True, slots=True)
class ProgrammeShare:
    """`lacking` says why there are no figures, empty when there are. `frozen_on` None is provisional."""

    slug: str
    name: str
    url: str
    frozen_on: date | None
    version: int
    lacking: str
    key: KeyLine | None
    projects: tuple[ProjectLine, ...]
    total: Shown
    budget: tuple[YearBudget, ...]
    indicators: tuple[IndicatorLine, ...]

    @property
    def state(self) -> str:
        """A frozen quarter says when; a restated one that it was."""
        if self.frozen_on is None:
            return "voorlopig"
        restated = f", herzien (versie {self.version})" if self.version > 1 else ""
        return f"vastgesteld op {date_nl(self.frozen_on)}{restated}"


@dataclass(frozen=True, slots=True)
class QuarterLine:
    quarter: Quarter
    is_frozen: bool
    figures: Shown


@dataclass(frozen=True, slots=True)
class Page:
    """`without` says of every programme without a share why. `total` is over all programmes; `wide` and
    `narrow` are the chart, empty without a known amount."""

    code: str
    name: str
    quarter: Quarter | None
    quarters: tuple[QuarterChoice, ...]
    programmes: tuple[ProgrammeShare, ...]
    without: tuple[str, ...]
    total: Shown
    history: tuple[QuarterLine, ...]
    wide: SafeString
    narrow: SafeString
    own: tuple[OwnLine, ...]
    examples: tuple[ApiExample, ...]
    is_illustrative: bool

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return Link("Gemeenten", reverse("municipalities")), Link(self.name)

    @property
    def url(self) -> str:
        return reverse("municipality", kwargs={"code": self.code})

    @property
    def lead(self) -> str:
        of = self.programmes[0].name if len(self.programmes) == 1 else f"{len(self.programmes)} programma’s"
        return f"Aandeel van de gemeente ({self.code}) in de SPUK van {of}." if self.programmes else self.code

    @property
    def shared(self) -> tuple[ProgrammeShare, ...]:
        """Programmes with something to divide."""
        return tuple(one for one in self.programmes if one.projects)

    @property
    def is_frozen(self) -> bool:
        return bool(self.programmes) and all(one.frozen_on for one in self.programmes)

    @property
    def is_restated(self) -> bool:
        return any(one.version > 1 for one in self.programmes)

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        return tuple(line for one in self.programmes for line in one.indicators)


def build(
    overview: Overview,
    *,
    code: str,
    seen: frozenset[str],
    own: Iterable[OwnValue],
    examples: Iterable[ApiExample],
) -> Page:
    """`seen`: slugs of programmes whose pages the viewer may open."""
    history = tuple(_history(overview))
    programmes = tuple(_programme(report, seen) for report in overview.reports)
    return Page(
        code=code,
        name=overview.histories[0].owner.municipality,
        quarter=overview.quarter,
        quarters=tuple(_choices(overview, code)),
        programmes=programmes,
        without=tuple(_without(overview, programmes)),
        total=shown(add_figures([report.at.total for report in overview.reports])),
        history=history,
        wide=_chart(history),
        narrow=_chart(history, width=NARROW, height=240),
        own=tuple(_own(value, overview.quarter, seen) for value in own),
        examples=tuple(examples),
        is_illustrative=any(report.at.illustrative for report in overview.reports),
    )


def _choices(overview: Overview, code: str) -> Iterator[QuarterChoice]:
    url = reverse("municipality", kwargs={"code": code})
    for one in overview.quarters:
        address = f"{url}?kwartaal={one.quarter}"
        yield QuarterChoice(one.quarter.label, address, one.quarter == overview.quarter, one.is_frozen)


def _programme(report: ShareReport, seen: frozenset[str]) -> ProgrammeShare:
    owner, fixed = report.owner, report.at.fixed
    is_seen = owner.programme in seen
    return ProgrammeShare(
        slug=owner.programme,
        name=owner.programme_name,
        url=reverse("programme", kwargs={"programme": owner.programme}) if is_seen else "",
        frozen_on=fixed.on if fixed else None,
        version=fixed.version if fixed else 0,
        lacking=_lacking(report.at.total) if not report.projects else "",
        key=_key(report.key, owner.programme if is_seen else ""),
        projects=tuple(_project(one, report, is_seen) for one in report.projects),
        total=shown(report.at.total),
        budget=report.budget,
        indicators=tuple(_indicators(report, is_seen)),
    )


def _without(overview: Overview, programmes: Iterable[ProgrammeShare]) -> Iterator[str]:
    """Programmes with nothing to divide at this quarter, and those that have no such quarter."""
    told = {one.slug: one.lacking for one in programmes}
    absent = f"heeft {overview.quarter.label} niet" if overview.quarter else "rapporteert nog niet"
    for found in overview.histories:
        lacking = told.get(found.owner.programme, absent)
        if lacking:
            yield f"{found.owner.programme_name}: {lacking}."


def _lacking(total: Figures) -> str:
    if any(gap.reason is Reason.NOT_CALCULATED for gap in total.gaps):
        return "nog niet berekend"
    return "n.v.t.: dit programma krijgt geen SPUK om over gemeenten te verdelen"


def _key(used: KeyUsed | None, programme: str) -> KeyLine | None:
    if used is None:
        return None
    return KeyLine(
        key_name(used.label),
        used.percentage,
        date_nl(used.valid_from) if used.valid_from else "",
        used.illustrative,
        reverse("allocation-keys", args=(programme,)) if programme else "",
    )


def _project(one: ProjectShare, report: ShareReport, is_seen: bool) -> ProjectLine:
    url = _opened("project", report, one.slug) if is_seen else ""
    risk_url = f"{_opened('refund-risk', report)}#bedragen" if is_seen else ""
    return ProjectLine(one.name, url, risk_url, shown(one.figures), one.level)


def _indicators(report: ShareReport, is_seen: bool) -> Iterator[IndicatorLine]:
    for one in report.indicators:
        row = one.row
        yield IndicatorLine(
            row.code,
            row.name,
            _opened("indicator", report, row.slug) if is_seen else "",
            row.status,
            row.value,
            row.lower,
            row.upper,
            "%" if row.unit.startswith("%") else "",
        )


def _opened(page: str, report: ShareReport, *slug: str) -> str:
    """The page, at the quarter of the share."""
    url = reverse(page, args=[report.owner.programme, *slug])
    return f"{url}?kwartaal={report.at.quarter}"


def _history(overview: Overview) -> Iterator[QuarterLine]:
    """Over all programmes that have the quarter."""
    for one in overview.quarters:
        totals = [
            total.total
            for found in overview.histories
            for total in found.quarters
            if total.quarter == one.quarter
        ]
        yield QuarterLine(one.quarter, one.is_frozen, shown(add_figures(totals)))


def _chart(history: Iterable[QuarterLine], **size: int) -> SafeString:
    known = [line for line in history if line.figures.is_known]
    drawn = [Column(line.quarter, tuple(_drawn(line, name) for name in CHARTED)) for line in known]
    return columns(drawn, label="Op het spel en nog niet bevestigd per kwartaal, in euro", **size)


def _drawn(line: QuarterLine, name: str) -> Decimal | None:
    value = line.figures.values[name]
    return value if isinstance(value, Decimal) else None


def _own(value: OwnValue, quarter: Quarter | None, seen: frozenset[str]) -> OwnLine:
    is_seen = value.programme in seen
    return OwnLine(
        f"{value.code} {value.name}".strip(),
        reverse("indicator", args=[value.programme, value.slug]) if is_seen else "",
        value.value,
        value.unit,
        value.decimals,
        value.quarter.label if value.quarter and value.quarter != quarter else "",
    )
