"""Calculates refund risk per grant and the municipal shares per project, and stores what differs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction

from funding import refund, shares
from funding.explanation import sentence
from funding.models import AllocationKey, MunicipalShare, RefundRisk
from funding.refund import Applicability, refund_risk
from funding.selectors.facts import GrantReading, grant_readings, key_in_force, key_rule
from funding.selectors.results import risk_fingerprints, share_fingerprints, stored_risks
from funding.selectors.risk_rows import award_then
from funding.shares import add_shares, percentages, split_each
from funding.totals import FIGURES
from izaportal.core.bulk import copy_in
from izaportal.core.fingerprint import as_data, fingerprint
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from pillars.services.periods import require_writable
from projects.models import Project
from regions.models import Municipality

REFUND_VERSION = f"refund {refund.RULE_VERSION}"
SHARE_VERSION = f"shares {shares.RULE_VERSION}"
NO_MEMBER = fingerprint({"member": False, "rules": SHARE_VERSION})


@dataclass(frozen=True, slots=True)
class Splitting:
    """What one project's split needs beside its amounts."""

    quarter: Quarter
    key: AllocationKey | None
    rule: shares.AllocationKey | None
    members: Mapping[str, Municipality]
    percentages: Mapping[str, Decimal | None]
    run: Run


@dataclass(frozen=True, slots=True)
class ProjectAmounts:
    """A project's SPUK figures in euros; None is *n.v.t.*"""

    project: Project
    amounts: Mapping[str, Decimal | None]
    illustrative: bool

    @property
    def failure_key(self) -> tuple[str, str]:
        return "project", str(self.project.pk)

    def __str__(self) -> str:
        return str(self.project)


@transaction.atomic
def recompute_refunds(
    *,
    run: Run,
    programme: Programme,
    quarter: Quarter,
    only: Iterable[UUID] | None = None,
    kept_definitions: bool = False,
) -> Outcome:
    """Add a row for every grant whose input or rules changed. Raises Refused for a frozen quarter.

    `kept_definitions` as of `indicator_facts`.
    """
    require_writable(programme, quarter)
    outcome = Outcome()
    readings = grant_readings(programme, quarter, only=only, kept_definitions=kept_definitions)
    known = risk_fingerprints(programme, quarter)
    found = outcome.each(readings, partial(_risk_anew, known=known, run=run))
    new = [row for row in found if row is not None]
    copy_in(RefundRisk, new)
    outcome.changed = len(new)
    return outcome


@transaction.atomic
def recompute_shares(
    *, run: Run, programme: Programme, quarter: Quarter, only: Iterable[UUID] | None = None
) -> Outcome:
    """Split the stored figures per project, or of these only, over the members; differing parts are stored.

    The key in force on the quarter's last day splits; a member without a part gets *n.t.b.*
    Raises Refused for a frozen quarter.
    """
    require_writable(programme, quarter)
    outcome = Outcome()
    splitting = _splitting(run, programme, quarter)
    known = share_fingerprints(programme, quarter)
    amounts = _project_amounts(programme, quarter, only)
    found = outcome.each(amounts, partial(_parts_anew, splitting=splitting, known=known))
    new = [row for parts in found for row in parts]
    if only is None:
        new += _parts_of_leavers(splitting, known)
    copy_in(MunicipalShare, new)
    outcome.changed = len(new)
    return outcome


def _risk_anew(reading: GrantReading, *, known: Mapping[UUID, str], run: Run) -> RefundRisk | None:
    """The row to add, or None for money without refund and when nothing it depends on has changed."""
    input_of_row = fingerprint(
        {"facts": reading.facts, "illustrative": reading.illustrative, "rules": REFUND_VERSION}
    )
    if known.get(reading.grant.pk) == input_of_row:
        return None
    risk = refund_risk(reading.facts)
    if risk.applicability is Applicability.NOT_APPLICABLE:
        return None
    return RefundRisk(
        grant=reading.grant,
        quarter=risk.quarter,
        at_stake=_given(risk.at_stake),
        unspent=_given(risk.unspent),
        prefinanced=_given(risk.prefinanced),
        advances=_given(risk.advances),
        maximum=risk.maximum,
        unsecured=risk.unsecured,
        settled=risk.settled,
        due_gap=risk.due_gap,
        expected=risk.expected,
        expected_low=risk.expected_low,
        level=risk.level or "",
        derivation=as_data(
            {"milestones": risk.milestones, "facts": reading.facts, "sentence": sentence(risk)}
        ),
        rule_version=REFUND_VERSION,
        fingerprint=input_of_row,
        run=run,
        illustrative=reading.illustrative,
    )


def _given(amount: Decimal | None) -> Decimal:
    """Every grant that has figures at all has these."""
    if amount is None:
        raise ValueError("een subsidie met cijfers heeft ook besteding en voorschot")
    return amount


def _splitting(run: Run, programme: Programme, quarter: Quarter) -> Splitting:
    members = {row.code: row for row in members_on(programme, quarter.last_day)}
    key = key_in_force(programme, quarter)
    rule = key_rule(key, members)
    return Splitting(quarter, key, rule, members, percentages(rule, members=members), run)


def _project_amounts(
    programme: Programme, quarter: Quarter, only: Iterable[UUID] | None
) -> Iterable[ProjectAmounts]:
    """Sums over a project's grants of figures that were rounded once per grant."""
    wanted = None if only is None else set(only)
    rows: dict[UUID, list[RefundRisk]] = defaultdict(list)
    for row in stored_risks(programme, quarter):
        if wanted is None or row.grant.project_id in wanted:
            rows[row.grant.project_id].append(row)
    for risks in rows.values():
        amounts = {figure: add_shares(getattr(row, figure) for row in risks).amount for figure in FIGURES}
        award = add_shares(award_then(row.derivation, row.grant.award) for row in risks).amount
        yield ProjectAmounts(
            risks[0].grant.project, {"award": award, **amounts}, any(row.illustrative for row in risks)
        )


def _parts_anew(
    item: ProjectAmounts, *, splitting: Splitting, known: Mapping[tuple[UUID, UUID], str]
) -> list[MunicipalShare]:
    """A row per member whose part came from other input than its last one."""
    illustrative = item.illustrative or (splitting.key is not None and splitting.key.illustrative)
    # All parts of a project have one input; which municipality a row is about is in the row.
    input_of_all = fingerprint(
        {
            "amounts": item.amounts,
            "key": splitting.rule,
            "members": sorted(splitting.members),
            "illustrative": illustrative,
            "rules": SHARE_VERSION,
        }
    )
    changed = [
        municipality
        for municipality in splitting.members.values()
        if known.get((item.project.pk, municipality.pk)) != input_of_all
    ]
    if not changed:
        return []
    divided = split_each(item.amounts, key=splitting.rule, members=splitting.members)
    return [
        MunicipalShare(
            project=item.project,
            municipality=municipality,
            quarter=splitting.quarter,
            key=splitting.key,
            percent=splitting.percentages[municipality.code],
            **{figure: parts[municipality.code] for figure, parts in divided.items()},
            rule_version=SHARE_VERSION,
            fingerprint=input_of_all,
            run=splitting.run,
            illustrative=illustrative,
        )
        for municipality in changed
    ]


def _parts_of_leavers(splitting: Splitting, known: Mapping[tuple[UUID, UUID], str]) -> list[MunicipalShare]:
    """Nothing for who turned out to be no member in this quarter, so that the parts still add up."""
    members = {municipality.pk for municipality in splitting.members.values()}
    return [
        MunicipalShare(
            project_id=project,
            municipality_id=municipality,
            quarter=splitting.quarter,
            percent=Decimal(0),
            **dict.fromkeys(("award", *FIGURES), Decimal("0.00")),
            rule_version=SHARE_VERSION,
            fingerprint=NO_MEMBER,
            run=splitting.run,
        )
        for (project, municipality), input_of_last in known.items()
        if municipality not in members and input_of_last != NO_MEMBER
    ]
