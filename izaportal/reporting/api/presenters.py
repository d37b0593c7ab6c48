"""Turns a share into what the serializers write; pure, so that nothing is read here."""

from collections.abc import Callable
from typing import Any

from funding.selectors.share_report import (
    Owner,
    ProjectShare,
    QuarterTotal,
    ShareHistory,
    ShareReport,
    StatusOfProjects,
)
from funding.share_figures import Figures, Reason
from izaportal.reporting.api.camel import camel
from kpis.choices import STATUS_WORDS

CURRENCY = "EUR"
REASON_WORDS = {
    Reason.TO_BE_DETERMINED: "n.t.b.",
    Reason.NOT_APPLICABLE: "n.v.t.",
    Reason.NOT_CALCULATED: "nog niet berekend",
}

Data = dict[str, Any]
ProjectUrl = Callable[[str, str], str]  # of a programme's and a project's slug


def share(report: ShareReport, *, project_url: ProjectUrl) -> Data:
    return {
        **_owner(report.owner),
        **_quarter(report.at),
        "key": report.key,
        "budget": report.budget,
        "projects": [
            _project(item, url=project_url(report.owner.programme, item.slug)) for item in report.projects
        ],
        "indicators": [_indicator(item) for item in report.indicators],
    }


def history(found: ShareHistory) -> Data:
    return {**_owner(found.owner), "quarters": [_quarter(total) for total in found.quarters]}


def _owner(owner: Owner) -> Data:
    return {
        "municipality": {"code": owner.code, "name": owner.municipality},
        "programme": {"slug": owner.programme, "name": owner.programme_name},
        "currency": CURRENCY,
    }


def _quarter(total: QuarterTotal) -> Data:
    return {
        "quarter": total.quarter,
        "state": "provisional" if total.fixed is None else "frozen",
        "frozen_on": total.fixed and total.fixed.on,
        "as_of": total.as_of,
        "freeze_id": total.fixed and total.fixed.freeze,
        "freeze_version": total.fixed and total.fixed.version,
        "illustrative": total.illustrative,
        "total": _figures(total.total),
    }


def _figures(figures: Figures) -> Data:
    missing = [
        {
            "figure": camel(gap.figure),
            "reason": gap.reason.value,
            "label": REASON_WORDS[gap.reason],
            "projects": gap.projects,
        }
        for gap in figures.gaps
    ]
    return {**figures.amounts, "missing": missing}


def _project(item: ProjectShare, *, url: str) -> Data:
    return {
        "project": {"slug": item.slug, "name": item.name, "url": url},
        **_figures(item.figures),
        "level": item.level,
        "illustrative": item.illustrative,
        "budget": item.budget,
    }


def _indicator(item: StatusOfProjects) -> Data:
    row = item.row
    return {
        "slug": row.slug,
        "code": row.code,
        "name": row.full_name,
        "unit": row.unit,
        "projects": item.projects,
        "milestone_of": item.milestone_of,
        "status": row.status,
        "status_label": STATUS_WORDS[row.status],
        "value": row.value,
        "lower": row.lower,
        "upper": row.upper,
        "projected": row.projected,
        "early_warning": row.early_warning,
        "sentence": row.sentence,
        "illustrative": row.illustrative,
    }
