"""The three aspects of a project the slow way: the sentences of the rule, one after the other."""

from datetime import date
from typing import Any

from django.db import connection

from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import MilestoneOutlook

# Per project of a programme: every status that counts for it, its own or asked for by its money.
STATUSES = """
    SELECT p.slug, (SELECT s.status FROM kpis_indicatorstatus s
                    WHERE s.indicator_id = i.id AND s.quarter = %(quarter)s ORDER BY s.id DESC LIMIT 1)
    FROM projects_project p
    JOIN pillars_programme r ON r.id = p.programme_id AND r.slug = %(programme)s
    JOIN kpis_indicator i ON i.counts AND (
        i.project_id = p.id
        OR EXISTS (SELECT FROM funding_milestoneindicator l
                   JOIN funding_grantmilestone m ON m.id = l.milestone_id
                   JOIN funding_grant g ON g.id = m.grant_id
                   WHERE l.indicator_id = i.id AND g.project_id = p.id)
        OR EXISTS (SELECT FROM funding_paymentcondition c
                   JOIN funding_grant g ON g.id = c.grant_id
                   WHERE c.indicator_id = i.id AND g.project_id = p.id))
"""
LEVELS = """
    SELECT p.slug, (SELECT k.level FROM funding_refundrisk k
                    WHERE k.grant_id = g.id AND k.quarter = %(quarter)s ORDER BY k.id DESC LIMIT 1),
           (SELECT sum(CASE WHEN e.kind = 'reversal' THEN -e.amount ELSE e.amount END)
            FROM funding_expenditure e WHERE e.grant_id = g.id AND e.performed_on <= %(day)s)
    FROM funding_grant g
    JOIN projects_project p ON p.id = g.project_id
    JOIN pillars_programme r ON r.id = p.programme_id AND r.slug = %(programme)s
    WHERE g.stream = 'transformatiemiddelen'
"""


def rows(statement: str, programme: str, quarter: Quarter) -> list[tuple[Any, ...]]:
    asked: dict[str, Any] = {"programme": programme, "quarter": quarter.key, "day": quarter.last_day}
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


def result(statuses: list[str | None]) -> str:
    if not statuses:
        return "not_applicable"
    known = [status or "no_data" for status in statuses]
    for worst in ("off_track", "at_risk", "no_data", "on_track", "exceeded"):
        if worst in known:
            return worst
    return "not_due"


def money(level: str | None) -> str:
    return {"laag": "on_track", "midden": "at_risk", "hoog": "off_track"}[level] if level else "no_data"


def time(milestones: list[MilestoneOutlook], quarter: Quarter) -> str:
    found = [of_milestone(one, quarter) for one in milestones]
    if not found:
        return "not_applicable"
    for worst in ("off_track", "at_risk", "unknown", "on_track", "not_due"):
        if worst in found:
            return worst.replace("unknown", "no_data")
    return "no_data"


def of_milestone(one: MilestoneOutlook, quarter: Quarter) -> str:
    day = quarter.last_day
    if one.progress == "reached" and (one.reached_on is None or one.reached_on <= day):
        return "on_track"
    if one.due is None:
        return "undated"
    later = one.expected is not None and one.expected > one.due
    if one.due > day and not later:
        return "not_due"
    if one.progress == "unknown" and not later:
        return "unknown"
    until = max(day if one.due <= day else one.due, one.expected or one.due)
    return "off_track" if _quarter_ends_between(one.due, until) > 1 else "at_risk"


def _quarter_ends_between(first: date, last: date) -> int:
    """How many ends of quarters lie from the first day up to, but not including, the last one's quarter."""
    count, walking = 0, Quarter.of(first)
    while walking.last_day < last and walking != Quarter.of(last):
        count, walking = count + 1, walking.next
    return count
