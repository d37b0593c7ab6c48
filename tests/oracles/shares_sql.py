"""The municipal shares a second way: one SQL statement, by windows, from stored risks and the raw key."""

from datetime import date
from decimal import Decimal

from django.db import connection

from izaportal.core.quarter import Quarter

FIGURES = ("maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")

_AMOUNTS = " UNION ALL ".join(
    f"SELECT project, '{figure}' AS figure, sum({figure}) AS amount FROM risk GROUP BY project"  # noqa: S608 - of FIGURES
    for figure in FIGURES
)
_SPLIT = f"""
    WITH risk AS (
        SELECT DISTINCT ON (r.grant_id) p.slug AS project, r.*
        FROM funding_refundrisk r
        JOIN funding_grant g ON g.id = r.grant_id
        JOIN projects_project p ON p.id = g.project_id
        JOIN pillars_programme programme ON programme.id = p.programme_id
        WHERE programme.slug = %(programme)s AND r.quarter = %(quarter)s
        ORDER BY r.grant_id, r.id DESC
    ), amounts AS ({_AMOUNTS}), part AS (
        SELECT m.code, a.percent
        FROM funding_allocationpart a
        JOIN funding_allocationkey k ON k.id = a.key_id
        JOIN pillars_programme programme ON programme.id = k.programme_id
        JOIN regions_municipality m ON m.id = a.municipality_id
        WHERE programme.slug = %(programme)s AND k.validity @> %(day)s::date
    ), due AS (
        SELECT project, figure, code, sign(amount) AS sign,
            abs(amount) * 100 AS pot, abs(amount) * percent AS cents
        FROM amounts CROSS JOIN part WHERE amount IS NOT NULL
    ), ranked AS (
        SELECT *, floor(cents) AS whole,
            pot - sum(floor(cents)) OVER (PARTITION BY project, figure) AS left_over,
            row_number() OVER (PARTITION BY project, figure ORDER BY cents - floor(cents) DESC, code) AS turn
        FROM due
    )
    SELECT project, code, figure, sign * (whole + (turn <= left_over)::int) / 100 FROM ranked
"""  # noqa: S608 - figures are the names above


def shares(programme: str, quarter: Quarter) -> dict[tuple[str, str, str], Decimal]:
    """Euros per (project, CBS code, figure)."""
    asked: dict[str, str | date] = {"programme": programme, "quarter": quarter.key, "day": quarter.last_day}
    with connection.cursor() as cursor:
        cursor.execute(_SPLIT, asked)
        return {(project, code, figure): amount for project, code, figure, amount in cursor.fetchall()}
