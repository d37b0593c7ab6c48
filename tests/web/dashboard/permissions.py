"""Who may put the verdict of a quarter in other words; see `tests/permissions.py`."""

QUARTER = "/programmas/nml-o/kwartaal"
NOWHERE = "302 404 404 404 404 404 404 404"

VERDICTS: list[tuple[str, str, str, str]] = [
    ("quarter-verdict", "GET", f"{QUARTER}/2026-Q3/oordeel/", "302 404 200 403 403 403 403 404"),
    ("quarter-verdict", "GET", f"{QUARTER}/2026-Q2/oordeel/", "302 404 302 403 403 403 403 404"),
    ("quarter-verdict", "POST", f"{QUARTER}/2026-Q3/oordeel/", "401 404 422 403 403 403 403 404"),
    ("quarter-verdict", "GET", f"{QUARTER}/2031-Q1/oordeel/", NOWHERE),
]
