"""What a what-if stands on, read once; and the same figures again with changes applied. Nothing is stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from funding.credit import IndicatorReading, MilestoneFacts
from funding.derivation import read_facts
from funding.models import GrantMilestone, MilestoneIndicator, RefundRisk
from funding.refund import Applicability, GrantFacts, refund_risk
from funding.refund import RefundRisk as Risk
from funding.scenario import NO_CHANGE, Changes, lost, suppose
from funding.selectors.results import latest_risks
from funding.selectors.share_facts import KeyRow
from funding.selectors.share_rows import ShareRow, share_rows
from funding.selectors.share_sources import key_rows
from funding.shares import add_shares, split_each
from funding.totals import FIGURES, Amounts
from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.projection import project
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from kpis.selectors.status_rows import status_rows
from kpis.status import assess
from kpis.targets import Accumulation
from pillars.models import Programme

KEY = "verdeelsleutel"


@dataclass(frozen=True)
class Standing:
    """A grant's stored figures at the quarter and the facts they rest on; `key` is `mgn/spuk-mgn`."""

    key: str
    row: RefundRisk
    facts: GrantFacts
    labels: Mapping[str, str]

    @property
    def is_refundable(self) -> bool:
        """Settled on milestones, so that there is something to suppose."""
        return self.row.unsecured is not None


@dataclass(frozen=True)
class Ground:
    """A programme at a quarter. `margins`: the margin each indicator was judged with."""

    programme: Programme
    quarter: Quarter
    grants: tuple[Standing, ...]
    shares: tuple[ShareRow, ...]
    key: KeyRow | None
    indicators: Mapping[str, IndicatorFacts]
    margins: Mapping[str, Decimal]

    @property
    def supposable(self) -> tuple[Standing, ...]:
        return tuple(grant for grant in self.grants if grant.is_refundable)

    def lost(self, changes: Changes) -> tuple[str, ...]:
        """What the changes name and is not there any more."""
        return lost({grant.key: grant.facts for grant in self.supposable}, changes)

    def find(self, key: str) -> Standing | None:
        return next((grant for grant in self.supposable if grant.key == key), None)

    @property
    def basis(self) -> dict[str, str]:
        """Fingerprints by grant, and that of how the figures are split."""
        found = {grant.key: grant.row.fingerprint for grant in self.grants}
        members = sorted({share.code for share in self.shares if share.is_of_member})
        split_by = {"key": self.key.rule if self.key is not None else None, "members": members}
        return {**found, KEY: fingerprint(split_by)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures per grant as supposed, by key, and the municipal parts that follow from them."""

    risks: Mapping[str, Amounts]
    shares: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Something under a scenario that is other than when it was kept; `at` is when it was calculated."""

    what: str
    at: datetime | None


def ground_of(viewer: Viewer, programme: Programme, quarter: Quarter, *, is_frozen: bool) -> Ground:
    """A fixed number of queries. A grant whose row keeps no facts is left out: nothing can be supposed."""
    rows = latest_risks(viewer, programme, quarters=[quarter])
    listed = sorted(rows, key=lambda row: (row.grant.project.name, row.grant.slug))
    labels = _labels(listed)
    shares = share_rows(viewer, programme, quarter)
    keys = key_rows({share.key for share in shares if share.key is not None})
    found = ((row, read_facts(row.derivation)) for row in listed)
    return Ground(
        programme=programme,
        quarter=quarter,
        grants=tuple(
            Standing(f"{row.grant.project.slug}/{row.grant.slug}", row, facts, labels[row.grant_id])
            for row, facts in found
            if facts is not None
        ),
        shares=shares,
        key=keys[0] if keys else None,
        indicators=_indicators(listed, programme, quarter, is_frozen=is_frozen),
        margins={
            status.slug: status.margin_pct
            for status in status_rows(viewer, programme, quarters=[quarter])
            if status.margin_pct is not None
        },
    )


def supposed(ground: Ground, changes: Changes) -> Outcome:
    """By the rules of the stored figures: without changes these are the stored figures, to the cent."""
    risks = supposed_risks(ground, changes)
    return Outcome(risks, _shares(ground, risks))


def supposed_risks(ground: Ground, changes: Changes) -> Mapping[str, Amounts]:
    """The figures alone, by key of the grant."""
    risks: dict[str, Amounts] = {grant.key: grant.row for grant in ground.grants}
    for grant in ground.supposable:
        risks[grant.key] = supposed_risk(ground, grant, changes)
    return risks


def supposed_risk(ground: Ground, grant: Standing, changes: Changes) -> Risk:
    """One grant's figures with the changes applied."""

    def revalue(milestone: MilestoneFacts, reading: IndicatorReading, value: Decimal) -> IndicatorReading:
        return _revalued(ground, milestone, reading, value)

    change = changes.grants.get(grant.key, NO_CHANGE)
    found = refund_risk(suppose(grant.facts, change, values=changes.values, revalue=revalue))
    if found.applicability is not Applicability.FULL:
        raise ValueError(f"{grant.key} wordt niet op mijlpalen afgerekend")
    return found


def changed_since(ground: Ground, basis: Mapping[str, str]) -> tuple[Changed, ...]:
    """What has another fingerprint than when the scenario was kept, or came or went."""
    now = ground.basis
    rows = {grant.key: grant.row for grant in ground.grants}
    differing = sorted(key for key in now.keys() | basis.keys() if now.get(key) != basis.get(key))
    return tuple(Changed(key, rows[key].calculated_at if key in rows else None) for key in differing)


def _revalued(
    ground: Ground, milestone: MilestoneFacts, reading: IndicatorReading, value: Decimal
) -> IndicatorReading:
    """The reading as if this was measured in the quarter: its status and the line's end follow."""
    facts = ground.indicators.get(reading.key)
    if facts is None or milestone.due is None:
        return replace(reading, value=value)
    values = {**facts.values, ground.quarter: value}
    told = replace(facts, values=values, coverage=None).status_facts(ground.programme)
    judged = assess(replace(told, margin_pct=ground.margins.get(reading.key, told.margin_pct)))
    line = project(
        values,
        at=ground.quarter,
        target=Quarter.of(milestone.due),
        accumulation=Accumulation(facts.indicator.accumulation),
    )
    return replace(reading, value=value, status=judged.status, projected=line.value)


def _labels(rows: Sequence[RefundRisk]) -> Mapping[object, Mapping[str, str]]:
    found: dict[object, dict[str, str]] = defaultdict(dict)
    milestones = GrantMilestone.objects.filter(grant__in={row.grant_id for row in rows})
    for grant, slug, label in milestones.values_list("grant", "slug", "label"):
        found[grant][slug] = label
    return found


def _indicators(
    rows: Iterable[RefundRisk], programme: Programme, quarter: Quarter, *, is_frozen: bool
) -> dict[str, IndicatorFacts]:
    """Those that milestones hang on, as they were defined at the quarter."""
    links = MilestoneIndicator.objects.filter(milestone__grant__in={row.grant_id for row in rows})
    needed = set(links.values_list("indicator", flat=True))
    found = indicator_facts(programme, quarter, only=needed, kept_definitions=is_frozen)
    return {facts.indicator.slug: facts for facts in found}


def _shares(ground: Ground, risks: Mapping[str, Amounts]) -> tuple[ShareRow, ...]:
    """Per project the sum of its grants, split over who has a part of the stored figures."""
    by_project: dict[str, list[Amounts]] = defaultdict(list)
    for grant in ground.grants:
        by_project[grant.row.grant.project.slug].append(risks[grant.key])
    rule = ground.key.rule if ground.key is not None else None
    parts = {}
    for slug, grants in by_project.items():
        members = [share.code for share in ground.shares if share.project == slug and share.is_of_member]
        amounts = {name: add_shares(getattr(risk, name) for risk in grants).amount for name in FIGURES}
        parts[slug] = split_each(amounts, key=rule, members=members)
    return tuple(_with(share, parts.get(share.project)) for share in ground.shares)


def _with(share: ShareRow, parts: Mapping[str, Mapping[str, Decimal | None]] | None) -> ShareRow:
    if parts is None or not share.is_of_member:
        return share
    changed: dict[str, Any] = {name: of_members[share.code] for name, of_members in parts.items()}
    return replace(share, **changed)
