"""What is for everybody, and who decides on it: rows of the table in tests/permissions.py, by its cast.

The fixture `known` makes 2026-Q2 of NML-O public.
"""

PLACE = "/publiek/nml-o"
QUARTERS = "/programmas/nml-o/kwartaal"
ANYBODY = "200 200 200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404 404 404"
RUNS_NML_O = "302 404 200 403 200 403 403 404"
RUNNERS_MISTAKE = "401 404 422 403 422 403 403 404"

PUBLIC: list[tuple[str, str, str, str]] = [
    ("robots", "GET", "/robots.txt", ANYBODY),
    ("public-overview", "GET", "/publiek/", ANYBODY),
    ("public-nowhere", "GET", f"{PLACE}/2026-Q9/", NOBODY),
    ("public-latest", "GET", f"{PLACE}/", ANYBODY),
    ("public-latest", "GET", "/publiek/nml/", NOBODY),
    ("public-latest", "GET", "/publiek/bestaat-niet/", NOBODY),
    ("public", "GET", f"{PLACE}/2026-Q2/", ANYBODY),
    ("public", "POST", f"{PLACE}/2026-Q2/", "405 405 405 405 405 405 405 405"),
    ("public", "GET", f"{PLACE}/2026-Q1/", NOBODY),
    ("public", "GET", f"{PLACE}/2026-Q3/", NOBODY),
    ("public-data", "GET", f"{PLACE}/2026-Q2/gegevens/json/", ANYBODY),
    ("public-data", "GET", f"{PLACE}/2026-Q2/gegevens/csv/", ANYBODY),
    ("public-data", "GET", f"{PLACE}/2026-Q2/gegevens/pdf/", NOBODY),
    ("public-card", "GET", f"{PLACE}/2026-Q2/beeld/", ANYBODY),
    ("public-card", "GET", f"{PLACE}/2026-Q1/beeld/", NOBODY),
    ("public-data", "GET", f"{PLACE}/2026-Q1/gegevens/json/", NOBODY),
    ("publish-quarter", "GET", f"{QUARTERS}/2026-Q2/openbaar/", RUNS_NML_O),
    ("publish-quarter", "GET", f"{QUARTERS}/2026-Q1/openbaar/", RUNS_NML_O),
    ("publish-quarter", "GET", f"{QUARTERS}/2026-Q3/openbaar/", RUNS_NML_O),
    ("publish-quarter", "GET", f"{QUARTERS}/2031-Q1/openbaar/", "302 404 404 404 404 404 404 404"),
    ("publish-quarter", "POST", f"{QUARTERS}/2026-Q2/openbaar/", RUNNERS_MISTAKE),
    ("withdraw-quarter", "GET", f"{QUARTERS}/2026-Q2/openbaar/intrekken/", RUNS_NML_O),
    ("withdraw-quarter", "GET", f"{QUARTERS}/2026-Q1/openbaar/intrekken/", "302 404 302 403 302 403 403 404"),
    ("withdraw-quarter", "POST", f"{QUARTERS}/2026-Q2/openbaar/intrekken/", RUNNERS_MISTAKE),
]
UNSUBSCRIBING: list[tuple[str, str, str, str]] = [
    ("unsubscribe", "GET", "/voorkeuren/afmelden/onzin/", NOBODY),
    ("unsubscribe", "POST", "/voorkeuren/afmelden/onzin/", NOBODY),
]
PUBLIC += UNSUBSCRIBING
PUBLISHED = frozenset(row[2] for row in PUBLIC if row[2].startswith("/publiek/"))
